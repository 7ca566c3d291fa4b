package org.al4j.metrics;

import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.SuccessorModel;

/**
 * Measures a model of numbers on held-out examples by one streaming pass. Of {@link #RMSE} and
 * {@link #MAE} less is better, and they are in the numbers' unit; of {@link #PEARSON} and {@link
 * #SPEARMAN}, in [-1, 1], more is.
 *
 * <p><b>No correlation.</b> Where all held-out numbers are equal, or all predicted ones, as those
 * of a model that has seen one example, the correlations are NaN, which reaches no target.
 *
 * <p><b>Cost.</b> Keeps two numbers an example.
 *
 * <p><b>Source.</b> {@link RegressionMetrics}.
 */
public final class RegressionEvaluator implements Evaluator<RealValue> {
  /** Root of the mean squared error; smaller is better: the main score. */
  public static final String RMSE = "rmse";

  /** Mean absolute error; smaller is better. */
  public static final String MAE = "mae";

  /** Pearson's correlation of predicted and true numbers. */
  public static final String PEARSON = "pearson";

  /** Spearman's correlation of their ranks, equal numbers sharing the mean rank. */
  public static final String SPEARMAN = "spearman";

  private final HeldOut<RealValue> heldOut;

  private RegressionEvaluator(HeldOut<RealValue> heldOut) {
    this.heldOut = heldOut;
  }

  /**
   * An evaluator on the given examples.
   *
   * @throws InvalidInputException if there are none
   */
  public static RegressionEvaluator of(List<Labelled<RealValue>> heldOut) {
    return new RegressionEvaluator(new HeldOut<>(heldOut));
  }

  @Override
  public Map<String, String> settings() {
    return heldOut.settings("RegressionEvaluator");
  }

  @Override
  public String describe() {
    return heldOut.describe("regression");
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidInputException if the model skips or repeats an instance
   */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<RealValue> model, LabelSpace labels) {
    double[] truth = numbers(heldOut.truths());
    double[] predicted = numbers(heldOut.predictions(model, labels));
    return Map.of(
        RMSE, RegressionMetrics.rootMeanSquaredError(truth, predicted),
        MAE, RegressionMetrics.meanAbsoluteError(truth, predicted),
        PEARSON, RegressionMetrics.pearson(truth, predicted),
        SPEARMAN, RegressionMetrics.spearman(truth, predicted));
  }

  private static double[] numbers(List<RealValue> values) {
    return values.stream().mapToDouble(RealValue::value).toArray();
  }
}
