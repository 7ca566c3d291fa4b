package org.al4j.models.training;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.LabelSpace;

/** What the loss of an example is multiplied by for the sake of its class. */
public sealed interface ClassWeights {
  /**
   * The weight of each class.
   *
   * @param counts examples of each class, in the order of {@code labels}
   * @throws org.al4j.core.InvalidInputException if a weight is given for a class that is not there
   */
  double[] of(LabelSpace labels, double[] counts);

  /** 1 for every class. */
  static ClassWeights none() {
    return new None();
  }

  /** Rare classes count more, in inverse proportion to their examples: {@link Balanced}. */
  static ClassWeights balanced() {
    return new Balanced();
  }

  /** Weights by class name, positive and finite; 1 for those not named. */
  static ClassWeights of(Map<String, Double> weights) {
    return new ByName(weights);
  }

  /** 1 for every class. */
  record None() implements ClassWeights {
    @Override
    public double[] of(LabelSpace labels, double[] counts) {
      double[] ones = new double[labels.size()];
      Arrays.fill(ones, 1);
      return ones;
    }
  }

  /** {@code n / (C n_k)}, as scikit-learn's {@code class_weight="balanced"}. */
  record Balanced() implements ClassWeights {
    @Override
    public double[] of(LabelSpace labels, double[] counts) {
      double all = Arrays.stream(counts).sum();
      return Arrays.stream(counts)
          .map(count -> count > 0 ? all / (labels.size() * count) : 1)
          .toArray();
    }
  }

  /** Given ones. */
  record ByName(Map<String, Double> weights) implements ClassWeights {
    /** Checks the weights and sorts them, so that equal ones describe themselves equally. */
    public ByName {
      weights.forEach(
          (name, weight) ->
              Ranges.require(
                  weight > 0 && weight < Double.POSITIVE_INFINITY,
                  "the weight of class '" + name + "'",
                  "positive and finite",
                  weight));
      weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    @Override
    public double[] of(LabelSpace labels, double[] counts) {
      double[] all = new None().of(labels, counts);
      weights.forEach((name, weight) -> all[labels.index(name)] = weight);
      return all;
    }
  }
}
