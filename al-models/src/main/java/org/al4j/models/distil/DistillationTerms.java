package org.al4j.models.distil;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.al4j.models.internal.distil.AttentionTerm;
import org.al4j.models.internal.distil.DistilLoss;
import org.al4j.models.internal.distil.PooledTerm;
import org.al4j.models.internal.distil.RowTerm;
import org.al4j.models.internal.distil.Term;
import org.al4j.models.internal.distil.WordsTerm;
import org.al4j.models.internal.engine.plan.Ports;

/** The terms of the objective between two models. */
record DistillationTerms(TeacherAndStudent models, double temperature) {
  /** The terms that the settings name, in the order of their names. */
  static List<DistilLoss.Weighted> of(TeacherAndStudent models, DistillationSettings settings) {
    DistillationTerms terms = new DistillationTerms(models, settings.temperature());
    List<DistilLoss.Weighted> all = new ArrayList<>();
    settings
        .losses()
        .forEach(
            (loss, weight) ->
                all.add(new DistilLoss.Weighted(loss.text(), weight, terms.term(loss))));
    return all;
  }

  private Term term(DistillationLoss loss) {
    return switch (loss) {
      case POOLED -> new PooledTerm(Ports.hidden(last()), Ports.hidden(teacherLayers()));
      case COSINE -> RowTerm.cosine(states(last(), teacherLayers()));
      case HIDDEN -> layers(i -> RowTerm.squares(states(i + 1, models.taken().get(i) + 1)));
      case EMBEDDING -> RowTerm.squares(states(0, 0));
      case ATTENTION -> layers(i -> attention(AttentionTerm.Kind.SCORES, i, models.taken().get(i)));
      case QUERY_KEY ->
          attention(AttentionTerm.Kind.QUERIES_TO_KEYS, last() - 1, teacherLayers() - 1);
      case VALUE_VALUE ->
          attention(AttentionTerm.Kind.VALUES_TO_VALUES, last() - 1, teacherLayers() - 1);
      case SOFT_CROSS_ENTROPY -> RowTerm.softCrossEntropy(logits(), temperature);
      case KL -> RowTerm.divergence(logits(), temperature);
      case MSE_LOGITS -> RowTerm.squares(logits());
      case MASKED_LM -> new WordsTerm();
      case MSE_PROBABILITIES -> RowTerm.probabilities(logits(), temperature);
    };
  }

  private int last() {
    return models.taken().size();
  }

  private int teacherLayers() {
    return models.teacher().config().layers();
  }

  private Term layers(IntFunction<Term> of) {
    return Term.sum(IntStream.range(0, last()).mapToObj(of).toList());
  }

  private static RowTerm.Rows states(int student, int teacher) {
    return new RowTerm.Rows(Ports.hidden(student), Ports.hidden(teacher), true);
  }

  private RowTerm.Rows logits() {
    return new RowTerm.Rows(Ports.LOGITS, Ports.LOGITS, models.purpose().head().perToken());
  }

  private Term attention(AttentionTerm.Kind kind, int student, int teacher) {
    return new AttentionTerm(
        kind,
        Ports.projected(student),
        Ports.projected(teacher),
        models.student().attentionHeads());
  }
}
