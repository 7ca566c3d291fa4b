package org.al4j.strategies.multilabel;

import java.util.Set;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.strategies.Strategies;

/**
 * Label cardinality inconsistency: selects the instances where the number of predicted labels is
 * farthest from the mean number of labels of what is labelled.
 *
 * <p><b>Utility</b>: {@link CardinalityInconsistency}, which is expected the mean number of labels
 * of the labelled instances; larger is selected first, ties go to the smaller id.
 *
 * <p><b>Needs</b>: INDEPENDENT_PROBABILITIES {@code [n, C]}, and a labelled instance.
 *
 * <p><b>Cost</b>: {@code O(C)} a candidate, {@code O(m)} for m labelled.
 *
 * <p><b>Source</b>: Li and Guo 2013, Active Learning with Multi-Label SVM Classification.
 *
 * <p><b>Departures</b>: none.
 *
 * @param threshold above which a class counts as predicted, in [0, 1]
 */
public record LabelCardinality(double threshold) implements QueryStrategy {
  /** Refuses a threshold outside [0, 1]. */
  public LabelCardinality {
    PredictedSets.requireThreshold(threshold);
  }

  @Override
  public String describe() {
    return toString();
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    double expected = LabelledSets.meanCardinality(context, "label cardinality inconsistency");
    return Strategies.pointwise(new CardinalityInconsistency(expected, threshold))
        .select(model, candidates, budget, context);
  }
}
