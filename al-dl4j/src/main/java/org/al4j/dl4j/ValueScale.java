package org.al4j.dl4j;

import java.util.Arrays;

/**
 * Numbers are learnt less their mean and in units of their standard deviation, so that one learning
 * rate serves any unit.
 *
 * @param mean of the numbers to learn
 * @param deviation their standard deviation; 1 where they are all equal
 */
record ValueScale(double mean, double deviation) {
  static final ValueScale NONE = new ValueScale(0, 1);

  static ValueScale of(double[][] targets) {
    double mean = Arrays.stream(targets).mapToDouble(target -> target[0]).average().orElse(0);
    double squares =
        Arrays.stream(targets).mapToDouble(target -> Math.pow(target[0] - mean, 2)).sum();
    double deviation = Math.sqrt(squares / targets.length);
    return new ValueScale(mean, deviation > 0 ? deviation : 1);
  }

  void inward(double[][] targets) {
    for (double[] target : targets) {
      target[0] = this.equals(NONE) ? target[0] : (target[0] - mean) / deviation;
    }
  }

  void outward(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = this.equals(NONE) ? values[i] : (float) (values[i] * deviation + mean);
    }
  }
}
