package org.al4j.strategies.tagging;

import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/**
 * Applies a formula to what the members of a committee say of each word of each instance of a block
 * of MEMBER_TOKEN_LOG_PROBABILITIES.
 */
final class MemberWords {
  private MemberWords() {}

  /** How much the members disagree about one word. */
  @FunctionalInterface
  interface Formula {
    /**
     * The disagreement.
     *
     * @param logs by member, {@code [m, C]}, valid during the call
     */
    double of(float[][] logs);
  }

  /** The means over the words; 0 of no words. */
  static void score(Outputs in, double[] out, Formula formula) {
    Output output = Output.MEMBER_TOKEN_LOG_PROBABILITIES;
    long[] shape = in.shape(output); // [m, n, w, C]
    int longest = (int) shape[2];
    int tags = (int) shape[3];
    float[] flat = in.floats(output);
    int[] counts = in.words(output);
    float[][] logs = new float[(int) shape[0]][tags];
    for (int i = 0; i < in.size(); i++) {
      double sum = 0;
      for (int word = 0; word < counts[i]; word++) {
        for (int c = 0; c < logs.length; c++) {
          int row = (c * in.size() + i) * longest + word;
          System.arraycopy(flat, row * tags, logs[c], 0, tags);
        }
        sum += formula.of(logs);
      }
      out[i] = counts[i] == 0 ? 0 : sum / counts[i];
    }
  }

  /** {@code -sum p log p} in nats, with {@code 0 log 0 = 0}. */
  static double entropy(double[] p) {
    double sum = 0;
    for (double value : p) {
      if (value > 0) {
        sum -= value * Math.log(value);
      }
    }
    return sum;
  }
}
