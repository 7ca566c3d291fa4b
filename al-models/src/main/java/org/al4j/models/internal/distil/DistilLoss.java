package org.al4j.models.internal.distil;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.train.Exchange;
import org.al4j.models.internal.engine.train.GraphOutputs;
import org.al4j.models.internal.engine.train.OutputLoss;

/** The weighted sum of terms between a teacher and the student that is trained. */
public final class DistilLoss implements OutputLoss {
  private final Teacher teacher;
  private final List<Weighted> terms;

  /** A term, its name and its weight. */
  public record Weighted(String name, double weight, Term term) {}

  /** Terms in an order. */
  public DistilLoss(Engine teacher, List<Weighted> terms) {
    this.terms = List.copyOf(terms);
    this.teacher = new Teacher(teacher, ports(Term::teacherPorts));
  }

  @Override
  public List<String> ports() {
    return ports(Term::studentPorts);
  }

  private List<String> ports(Function<Term, List<String>> of) {
    return terms.stream().flatMap(one -> of.apply(one.term).stream()).distinct().sorted().toList();
  }

  @Override
  public double apply(GraphOutputs outputs) {
    Term.Totals totals = Term.Totals.of(outputs);
    return outputs.sum(part -> part(part, totals));
  }

  private double part(GraphOutputs.Part part, Term.Totals totals) {
    GraphOutputs.Part wanted = teacher.read(part);
    double loss = 0;
    for (Weighted one : terms) {
      loss += one.weight * one.term.add(part, wanted, totals, one.weight);
    }
    return loss;
  }

  /** Forgets gradients of what terms learn themselves, after measuring. */
  public void forget() {
    terms.forEach(one -> one.term.forget());
  }

  @Override
  public void update(double rate) {
    terms.forEach(one -> one.term.update(rate));
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    for (Weighted one : terms) {
      one.term.exchange(exchange);
    }
  }
}
