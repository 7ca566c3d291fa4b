package org.al4j.models.internal.distil;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.Exchange;
import org.al4j.models.internal.engine.train.GraphOutputs;

/** A part of the objective: what it reads of student and teacher, and what it makes of that. */
public interface Term extends Exchange.Kept {
  /** The student's variables that it reads. */
  List<String> studentPorts();

  /** The teacher's. */
  List<String> teacherPorts();

  /**
   * Computes what a part of a batch adds to the loss, and adds the gradient.
   *
   * @param teacher what the teacher gave for the same sequences in the same rows
   * @param totals of all that the loss is a mean over
   * @param weight what the gradient is multiplied by
   * @return the loss, not multiplied
   */
  double add(GraphOutputs.Part student, GraphOutputs.Part teacher, Totals totals, double weight);

  /** Updates what the term itself learns, if anything. */
  default void update(double rate) {}

  /** Forgets gradients of what the term itself learns, if anything. */
  default void forget() {}

  @Override
  default void exchange(Exchange exchange) throws IOException {}

  /**
   * What the losses are means over, of a whole update.
   *
   * @param sequences how many texts
   * @param tokens of all texts
   * @param pairs of tokens of one text
   * @param labelled tokens that have a label
   * @param examples the batch, which may be less than the update
   */
  record Totals(
      double sequences, double tokens, double pairs, double labelled, List<Example> examples) {
    static Totals of(GraphOutputs outputs) {
      double tokens = 0;
      double pairs = 0;
      double labelled = 0;
      for (Example example : outputs.update()) {
        double length = example.sequence().length();
        tokens += length;
        pairs += length * length;
        labelled += example.labels().length == 0 ? 0 : example.mass();
      }
      return new Totals(outputs.update().size(), tokens, pairs, labelled, outputs.examples());
    }
  }

  /** The sum of several. */
  static Term sum(List<Term> terms) {
    return new SumOfTerms(terms);
  }

  /** The sum of several. */
  record SumOfTerms(List<Term> terms) implements Term {
    /** Copies the list. */
    public SumOfTerms {
      terms = List.copyOf(terms);
    }

    @Override
    public List<String> studentPorts() {
      List<String> all = new ArrayList<>();
      terms.forEach(term -> all.addAll(term.studentPorts()));
      return all;
    }

    @Override
    public List<String> teacherPorts() {
      List<String> all = new ArrayList<>();
      terms.forEach(term -> all.addAll(term.teacherPorts()));
      return all;
    }

    @Override
    public double add(
        GraphOutputs.Part student, GraphOutputs.Part teacher, Totals totals, double weight) {
      double sum = 0;
      for (Term term : terms) {
        sum += term.add(student, teacher, totals, weight);
      }
      return sum;
    }

    @Override
    public void update(double rate) {
      terms.forEach(term -> term.update(rate));
    }

    @Override
    public void forget() {
      terms.forEach(Term::forget);
    }

    @Override
    public void exchange(Exchange exchange) throws IOException {
      for (Term term : terms) {
        term.exchange(exchange);
      }
    }
  }
}
