package org.al4j.models.internal.distil;

/**
 * Losses between two vectors. With {@code t} the softmax of the teacher's logits divided by the
 * temperature {@code T}, {@code s} that of the student's; natural logarithms.
 */
final class RowLosses {
  private RowLosses() {}

  /** {@code -sum t log s}, without {@code T^2}; its gradient is {@code (s - t) / T}. */
  static RowLoss softCrossEntropy(double temperature) {
    return (teacher, student, scale, gradient) -> {
      double[] t = softmax(teacher, temperature);
      double[] s = logSoftmax(student, temperature);
      double loss = 0;
      for (int k = 0; k < t.length; k++) {
        loss -= t[k] * s[k];
        gradient[k] += (float) (scale * (Math.exp(s[k]) - t[k]) / temperature);
      }
      return loss;
    };
  }

  /** {@code T^2 sum t log(t / s)}. Source: Hinton et al. 2015; Sanh et al. 2019. */
  static RowLoss divergence(double temperature) {
    double squared = temperature * temperature;
    return (teacher, student, scale, gradient) -> {
      double[] t = logSoftmax(teacher, temperature);
      double[] s = logSoftmax(student, temperature);
      double loss = 0;
      for (int k = 0; k < t.length; k++) {
        double p = Math.exp(t[k]);
        loss += p * (t[k] - s[k]);
        gradient[k] += (float) (scale * temperature * (Math.exp(s[k]) - p));
      }
      return squared * loss;
    };
  }

  /** {@code mean (t - s)^2}. */
  static RowLoss probabilities(double temperature) {
    return (teacher, student, scale, gradient) -> {
      double[] t = softmax(teacher, temperature);
      double[] s = softmax(student, temperature);
      double loss = 0;
      double inner = 0;
      for (int k = 0; k < t.length; k++) {
        loss += (s[k] - t[k]) * (s[k] - t[k]);
        inner += (s[k] - t[k]) * s[k];
      }
      for (int k = 0; k < t.length; k++) {
        double slope = 2 * s[k] * (s[k] - t[k] - inner) / temperature / t.length;
        gradient[k] += (float) (scale * slope);
      }
      return loss / t.length;
    };
  }

  /** {@code mean (a - b)^2} of logits, or of hidden states. */
  static double squares(float[] teacher, float[] student, double scale, float[] gradient) {
    double loss = 0;
    for (int k = 0; k < student.length; k++) {
      double difference = (double) student[k] - teacher[k];
      loss += difference * difference;
      gradient[k] += (float) (scale * 2 * difference / student.length);
    }
    return loss / student.length;
  }

  /** {@code 1 - cos(a, b)}; 1 where either is zero. Source: Sanh et al. 2019. */
  static double cosine(float[] teacher, float[] student, double scale, float[] gradient) {
    return angle(teacher, student, scale, gradient);
  }

  /**
   * {@code |a / |a| - b / |b||^2 = 2 (1 - cos(a, b))}: the squared error of vectors of length 1,
   * which is what a head on them sees.
   */
  static double unitSquares(float[] teacher, float[] student, double scale, float[] gradient) {
    return 2 * angle(teacher, student, 2 * scale, gradient);
  }

  private static double angle(float[] teacher, float[] student, double scale, float[] gradient) {
    double product = 0;
    double tt = 0;
    double ss = 0;
    for (int k = 0; k < student.length; k++) {
      product += (double) teacher[k] * student[k];
      tt += (double) teacher[k] * teacher[k];
      ss += (double) student[k] * student[k];
    }
    if (tt == 0 || ss == 0) {
      return 1; // no direction: nothing to turn
    }
    double root = Math.sqrt(tt * ss);
    double cosine = product / root;
    for (int k = 0; k < student.length; k++) {
      gradient[k] -= (float) (scale * (teacher[k] / root - cosine * student[k] / ss));
    }
    return 1 - cosine;
  }

  static double[] softmax(float[] logits, double temperature) {
    double[] all = logSoftmax(logits, temperature);
    for (int k = 0; k < all.length; k++) {
      all[k] = Math.exp(all[k]);
    }
    return all;
  }

  static double[] logSoftmax(float[] logits, double temperature) {
    double[] all = new double[logits.length];
    for (int k = 0; k < all.length; k++) {
      all[k] = logits[k] / temperature;
    }
    return logSoftmax(all);
  }

  /** In place. */
  static double[] logSoftmax(double[] all) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double one : all) {
      largest = Math.max(largest, one);
    }
    double sum = 0;
    for (double one : all) {
      sum += Math.exp(one - largest);
    }
    double shift = largest + Math.log(sum);
    for (int k = 0; k < all.length; k++) {
      all[k] -= shift;
    }
    return all;
  }
}
