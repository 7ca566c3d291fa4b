package org.al4j.strategies.stopping;

import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.LabelSpace;
import org.al4j.metrics.ConfusionMatrix;

/**
 * How two models differ on a stop set.
 *
 * @param matrix predictions of the model before by those of the one after
 */
record Compared(ConfusionMatrix matrix) {
  /**
   * Adds the scores of a comparison.
   *
   * @param positive a class of its own, or the mean over the classes where it is empty
   */
  void addTo(Map<String, Double> scores, LabelSpace labels, Optional<String> positive) {
    double kappa = matrix.cohenKappa();
    // undefined where both models predict one class throughout: they agree
    scores.put(StopSet.KAPPA, Double.isNaN(kappa) ? 1 : kappa);
    long changed = matrix.total();
    for (int k = 0; k < matrix.classes(); k++) {
      changed -= matrix.count(k, k);
    }
    // counted, not 1 - accuracy, whose rounding would miss a threshold that is met exactly
    scores.put(StopSet.CHANGED, (double) changed / matrix.total());
    if (positive.isPresent()) {
      int index = labels.index(positive.get());
      scores.put(StopSet.DELTA_F, Math.max(0, deltaF(index)));
      scores.put(StopSet.BOUND, bound(index));
    } else {
      scores.put(StopSet.DELTA_F, meanDeltaF());
      scores.put(StopSet.BOUND, meanBound());
    }
  }

  private double meanDeltaF() {
    double sum = 0;
    int predicted = 0;
    for (int k = 0; k < matrix.classes(); k++) {
      double one = deltaF(k);
      if (one >= 0) {
        sum += one;
        predicted++;
      }
    }
    return sum / predicted;
  }

  /** Negative where neither model predicts the class. */
  double deltaF(int index) {
    long both = matrix.count(index, index);
    long either = matrix.support(index) + after(index);
    return either == 0 ? -1 : 1 - 2.0 * both / either;
  }

  /** F of each class moves within its own bound, so their mean moves within the mean of these. */
  private double meanBound() {
    double sum = 0;
    for (int k = 0; k < matrix.classes(); k++) {
      sum += bound(k);
    }
    return sum / matrix.classes();
  }

  /** The bound of a class against the rest; 0 where both models call the same texts positive. */
  double bound(int index) {
    double total = matrix.total();
    double before = matrix.support(index) / total;
    double after = after(index) / total;
    double disagreed = before + after - 2 * matrix.count(index, index) / total;
    if (matrix.support(index) + after(index) == 2 * matrix.count(index, index)) {
      return 0;
    }
    double byChance = before * (1 - after) + after * (1 - before);
    return ChangeBound.ofKappa(1 - disagreed / byChance);
  }

  private long after(int index) {
    long count = 0;
    for (int k = 0; k < matrix.classes(); k++) {
      count += matrix.count(k, index);
    }
    return count;
  }
}
