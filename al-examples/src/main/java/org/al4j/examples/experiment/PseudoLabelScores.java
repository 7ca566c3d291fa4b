package org.al4j.examples.experiment;

import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.SuccessorModel;
import org.al4j.strategies.plasm.ClassAgreement;
import org.al4j.strategies.plasm.PlasmLearner;

/**
 * Measures a successor together with the pseudo-labels it was trained on.
 *
 * @param learner its learner, whose latest fit is told of
 * @param test what the successor is measured with
 */
public record PseudoLabelScores<A extends Annotation>(
    PlasmLearner<?, ?, ?> learner, Evaluator<A> test) implements Evaluator<A> {
  /** The score's name: pseudo-labels before the filter; of tags the spans in them. */
  public static final String GIVEN = "pseudo_given";

  /** After the filter. */
  public static final String KEPT = "pseudo_kept";

  /** The score's name: the share of the pseudo-labels that equal gold before the filter. */
  public static final String RIGHT_GIVEN = "pseudo_right_given";

  /** After the filter. */
  public static final String RIGHT_KEPT = "pseudo_right_kept";

  @Override
  public Map<String, String> settings() {
    return test.settings();
  }

  /** The test scores, and those of the pseudo-labels of the last fit. */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<A> model, LabelSpace labels) {
    Map<String, Double> scores = new TreeMap<>(test.evaluate(model, labels));
    learner
        .report()
        .map(report -> report.spans().isEmpty() ? report.all() : report.allSpans())
        .ifPresent(all -> addTo(scores, all));
    return scores;
  }

  private static void addTo(Map<String, Double> scores, ClassAgreement all) {
    scores.put(GIVEN, (double) all.given());
    scores.put(KEPT, (double) all.kept());
    scores.put(RIGHT_GIVEN, all.agreementGiven());
    if (all.keptKnown() > 0) {
      scores.put(RIGHT_KEPT, all.agreementKept());
    }
  }
}
