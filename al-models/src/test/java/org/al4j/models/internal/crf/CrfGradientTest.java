package org.al4j.models.internal.crf;

import static org.al4j.models.internal.crf.RandomChains.emissions;
import static org.al4j.models.internal.crf.RandomChains.weights;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The chain's gradients against differences of its loss. */
class CrfGradientTest {
  /** The weights' and the emissions' gradient, hard and soft, in both ways of computing. */
  @Test
  void compute_gradients_areDifferencesOfTheLoss() {
    for (double scale : new double[] {2, 400}) { // the second goes by logarithms
      SplittableRandom random = new SplittableRandom(4);
      CrfWeights weights = weights(random, 3, 1);
      Emissions emissions = emissions(random, 3, 1, 4, 1, 2);
      for (int word = 0; word < 4; word++) {
        emissions.scores()[word * 3] += (float) scale;
      }
      for (boolean soft : new boolean[] {false, true}) {
        CrfGradient gradient = new CrfGradient(3);
        loss(weights, emissions, soft, gradient);
        requireDifferences(
            weights, emissions, soft, emissions.scores(), doubles(gradient.emissions()));
        requireDifferences(weights, emissions, soft, weights.start(), gradient.start());
        requireDifferences(weights, emissions, soft, weights.end(), gradient.end());
        requireDifferences(weights, emissions, soft, weights.transitions(), gradient.transitions());
      }
    }
  }

  private static void requireDifferences(
      CrfWeights weights, Emissions emissions, boolean soft, float[] x, double[] gradient) {
    for (int i = 0; i < x.length; i++) {
      float was = x[i];
      float step = 1f / 64;
      x[i] = was + step;
      double up = x[i];
      double above = loss(weights, emissions, soft, new CrfGradient(3));
      x[i] = was - step;
      double difference = above - loss(weights, emissions, soft, new CrfGradient(3));
      assertEquals(difference / (up - x[i]), gradient[i], 2e-4, "weight " + i);
      x[i] = was;
    }
  }

  private static double loss(
      CrfWeights weights, Emissions emissions, boolean soft, CrfGradient gradient) {
    float[] factors = {1, .5f, 2};
    CrfLoss loss = new CrfLoss(3);
    if (!soft) {
      return loss.compute(weights, emissions, new int[] {2, 0, 1, 0, 2, 1, 1}, factors, gradient);
    }
    float[] targets = new float[7 * 3];
    for (int word = 0; word < 7; word++) {
      targets[word * 3] = .25f;
      targets[word * 3 + 1] = .125f * (word % 3);
      targets[word * 3 + 2] = .75f - .125f * (word % 3);
    }
    return loss.computeSoft(weights, emissions, targets, factors, gradient);
  }

  private static double[] doubles(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }

  @Test
  void computeSoft_ofCertainTargets_isCompute() {
    SplittableRandom random = new SplittableRandom(5);
    CrfWeights weights = weights(random, 3, 2);
    Emissions emissions = emissions(random, 3, 2, 3, 2);
    int[] gold = {1, 2, 0, 0, 1};
    float[] targets = new float[15];
    for (int word = 0; word < 5; word++) {
      targets[word * 3 + gold[word]] = 1;
    }
    CrfGradient hard = new CrfGradient(3);
    CrfGradient soft = new CrfGradient(3);
    float[] factors = {1, 1};
    assertEquals(
        new CrfLoss(3).compute(weights, emissions, gold, factors, hard),
        new CrfLoss(3).computeSoft(weights, emissions, targets, factors, soft),
        1e-12);
    assertArrayEquals(hard.emissions(), soft.emissions(), 1e-7f);
    assertArrayEquals(hard.transitions(), soft.transitions(), 1e-12);
  }
}
