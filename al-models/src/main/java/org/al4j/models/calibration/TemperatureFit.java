package org.al4j.models.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/**
 * Fits a softmax temperature to labelled held-out data by minimising the mean negative
 * log-likelihood.
 *
 * <p>In {@code 1/T} the likelihood is convex, with derivative {@code mean(E_p[z] - z_y)}, so
 * bisection on that derivative finds the optimum. Where every held-out instance is right the
 * optimum is at {@code T = 0}, where the model is no better than chance at {@code T = infinity}:
 * the result is then the bound {@value #LOWEST} or {@value #HIGHEST}.
 *
 * <p>Source: Guo et al. 2017, On Calibration of Modern Neural Networks, section 4.2.
 */
public final class TemperatureFit {
  /** No fit goes below. */
  public static final double LOWEST = 0.01;

  /** No fit goes above. */
  public static final double HIGHEST = 100;

  private TemperatureFit() {}

  /**
   * The temperature at which the model's probabilities of the gold labels are best; one pass over
   * the held-out data.
   *
   * @param model offers LOGITS
   * @param heldOut labelled instances the model was not trained on, at least one
   * @throws InvalidInputException if there is no held-out instance, a label is unknown, or the
   *     model gives logits of other classes or that are not finite
   */
  public static double fit(
      AcquisitionModel model, List<Labelled<ClassLabel>> heldOut, LabelSpace labels) {
    if (heldOut.isEmpty()) {
      throw new InvalidInputException(
          "a temperature is fitted on at least 1 labelled held-out instance, found 0");
    }
    TemperatureScaled.checkLogits(model.offers());
    int[] targets =
        heldOut.stream().mapToInt(item -> labels.index(item.annotation().name())).toArray();
    List<float[]> rows = new ArrayList<>(); // n rows of [C]
    List<Instance> xs = heldOut.stream().map(Labelled::instance).toList();
    model.forward(xs, Set.of(Output.LOGITS), block -> copy(block, labels.size(), rows));
    if (rows.size() != targets.length) {
      throw new InvalidInputException(
          "a model must give outputs once for every instance: "
              + targets.length
              + " wanted, "
              + rows.size()
              + " received; check the model's forward pass");
    }
    return minimise(rows, targets);
  }

  private static void copy(Outputs block, int classes, List<float[]> rows) {
    float[] flat = block.floats(Output.LOGITS); // [n, C]
    if (flat.length != block.size() * classes) {
      throw new InvalidInputException(
          "a temperature is fitted to logits of the label space's "
              + classes
              + " classes, found "
              + flat.length / block.size());
    }
    for (int i = 0; i < block.size(); i++) {
      float[] row = new float[classes];
      System.arraycopy(flat, i * classes, row, 0, classes);
      rows.add(row);
    }
  }

  /** Bisection over {@code log T}; the slope in {@code 1/T} falls as {@code T} grows. */
  static double minimise(List<float[]> logits, int[] targets) {
    double low = Math.log(LOWEST);
    double high = Math.log(HIGHEST);
    if (slope(logits, targets, 1 / LOWEST) <= 0) {
      return LOWEST;
    }
    if (slope(logits, targets, 1 / HIGHEST) >= 0) {
      return HIGHEST;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (slope(logits, targets, Math.exp(-middle)) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** The derivative of the negative log-likelihood by the inverse temperature. */
  private static double slope(List<float[]> logits, int[] targets, double inverse) {
    double slope = 0;
    for (int i = 0; i < targets.length; i++) {
      float[] z = logits.get(i);
      double max = Double.NEGATIVE_INFINITY;
      for (float value : z) {
        max = Math.max(max, value);
      }
      double sum = 0;
      double expected = 0;
      for (float value : z) {
        double weight = Math.exp(inverse * (value - max));
        sum += weight;
        expected += weight * (value - max);
      }
      slope += expected / sum - (z[targets[i]] - max);
    }
    return slope;
  }
}
