package org.al4j.core.model;

import java.util.Optional;
import org.al4j.core.data.Instance;

/** The rules of the standard outputs. */
final class RowRules {
  /** Rows may differ from one by this much: float32 sums over many classes. */
  private static final double TOLERANCE = 1e-3;

  private RowRules() {}

  static Optional<String> finite(float[] values, int from, int to) {
    double sum = 0; // of floats, so finite if and only if all of them are
    for (int j = from; j < to; j++) {
      sum += values[j];
    }
    if (!Double.isFinite(sum)) {
      for (int j = from; j < to; j++) {
        if (!Float.isFinite(values[j])) {
          return Optional.of("must be finite, found " + values[j]);
        }
      }
    }
    return Optional.empty();
  }

  static Optional<String> notNegative(float[] values, int from, int to) {
    for (int j = from; j < to; j++) {
      if (!(values[j] >= 0 && Float.isFinite(values[j]))) {
        String rule = Float.isFinite(values[j]) ? "must be 0 or more" : "must be finite";
        return Optional.of(rule + ", found " + values[j]);
      }
    }
    return Optional.empty();
  }

  static Optional<String> distribution(float[] p, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      if (!(p[k] >= 0 && p[k] <= 1 + TOLERANCE)) {
        return outside(p[k]);
      }
      sum += p[k];
    }
    return Math.abs(sum - 1) > TOLERANCE
        ? Optional.of("must sum to 1, found " + sum)
        : Optional.empty();
  }

  static Optional<String> unitInterval(float[] p, int from, int to) {
    for (int k = from; k < to; k++) {
      if (!(p[k] >= 0 && p[k] <= 1 + TOLERANCE)) {
        return outside(p[k]);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> outside(float value) {
    return Optional.of("must lie in [0, 1], found " + value);
  }

  /** A text with words has at least one; an instance that has words has as many. */
  static Optional<String> logProbabilities(
      Instance instance, float[] values, int from, int to, int classes) {
    int known = instance.words().isEmpty() ? Integer.MAX_VALUE : instance.words().size();
    int least = instance.text().isBlank() ? 0 : 1;
    boolean ended = false;
    for (int word = 0; from + word * classes < to; word++) {
      int start = from + word * classes;
      ended |= word >= least && isPadding(values, start, start + classes);
      for (int k = start; k < start + classes; k++) {
        boolean number = Float.isFinite(values[k]) && values[k] <= TOLERANCE;
        if (ended ? !Float.isNaN(values[k]) : !number) {
          return Optional.of(tokenRule(word, ended) + values[k]);
        }
      }
      ended |= word + 1 >= known;
    }
    return Optional.empty();
  }

  /** Up to float32's errors of sums over many words. */
  static Optional<String> bestFirst(float[] values, int from, int to) {
    boolean ended = false;
    float before = 0;
    for (int j = from; j < to; j++) {
      ended |= j > from && Float.isNaN(values[j]);
      if (!ended && !Float.isFinite(values[j])) {
        return Optional.of("must be finite, found " + values[j]);
      }
      if (ended ? !Float.isNaN(values[j]) : values[j] > before + slack(before)) {
        String rule =
            ended ? "must be NaN after its last sequence" : "must be at most 0, best first";
        return Optional.of(rule + ", found " + values[j]);
      }
      before = values[j];
    }
    return Optional.empty();
  }

  private static double slack(float value) {
    return TOLERANCE * Math.max(1, Math.abs(value));
  }

  private static String tokenRule(int word, boolean ended) {
    return ended
        ? "must be NaN after its last word, found at word " + (word + 1) + " "
        : "must be finite and at most 0, found at word " + (word + 1) + " ";
  }

  static boolean isPadding(float[] values, int from, int to) {
    for (int k = from; k < to; k++) {
      if (!Float.isNaN(values[k])) {
        return false;
      }
    }
    return true;
  }
}
