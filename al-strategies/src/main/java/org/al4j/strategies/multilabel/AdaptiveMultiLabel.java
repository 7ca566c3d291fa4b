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
 * Adaptive active learning for label sets: selects the instances where the predicted classes are
 * hardly apart from the others and their number is unlike that of the labelled instances.
 *
 * <p><b>Utility</b>: {@link SeparatedCardinality}, which is expected the mean number of labels of
 * the labelled instances; larger is selected first, ties go to the smaller id.
 *
 * <p><b>Needs</b>: INDEPENDENT_PROBABILITIES {@code [n, C]}, and a labelled instance.
 *
 * <p><b>Cost</b>: {@code O(C)} a candidate, {@code O(m)} for m labelled.
 *
 * <p><b>Source</b>: Li and Guo 2013, Active Learning with Multi-Label SVM Classification.
 *
 * <p><b>Departures</b>: those of {@link SeparatedCardinality}. The weight is given: the paper picks
 * it anew for each query among 0, 0.1 to 1 by the error that a model would have that is trained
 * with each weight's choice, which takes a fit a weight, and a strategy trains no model.
 *
 * @param weight of the margin against the cardinality, in [0, 1]: 0 is {@link LabelCardinality}
 * @param threshold above which a class counts as predicted, in (0, 1)
 */
public record AdaptiveMultiLabel(double weight, double threshold) implements QueryStrategy {
  /** Refuses what is out of range. */
  public AdaptiveMultiLabel {
    new SeparatedCardinality(0, weight, threshold); // its refusals
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
    double expected = LabelledSets.meanCardinality(context, "adaptive active learning");
    return Strategies.pointwise(new SeparatedCardinality(expected, weight, threshold))
        .select(model, candidates, budget, context);
  }
}
