package org.al4j.strategies.tagging;

import java.nio.FloatBuffer;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/** Applies a formula to the words of each instance of a block of TOKEN_LOG_PROBABILITIES. */
final class WordRows {
  private WordRows() {}

  /** A number of one word. */
  @FunctionalInterface
  interface Formula {
    /** Of the log-probabilities {@code logs[from]} to {@code logs[to - 1]} of its tags. */
    double of(float[] logs, int from, int to);
  }

  /** What the words' numbers are for the instance. */
  @FunctionalInterface
  interface Fold {
    /**
     * One number of all.
     *
     * @param words {@code [w]}, valid during the call; of them the first {@code count} are there
     */
    double of(double[] words, int count);
  }

  /** Scores a block; {@code out} receives one number an instance. */
  static void score(Outputs in, double[] out, Formula formula, Fold fold) {
    long[] shape = in.shape(Output.TOKEN_LOG_PROBABILITIES); // [n, w, C]
    int tags = (int) shape[2];
    int[] counts = in.words(Output.TOKEN_LOG_PROBABILITIES);
    FloatBuffer source = in.rows(Output.TOKEN_LOG_PROBABILITIES);
    float[] row = new float[(int) shape[1] * tags];
    double[] words = new double[(int) shape[1]];
    for (int i = 0; i < in.size(); i++) {
      source.get(row);
      for (int word = 0; word < counts[i]; word++) {
        words[word] = formula.of(row, word * tags, (word + 1) * tags);
      }
      out[i] = fold.of(words, counts[i]);
    }
  }

  /** The largest of a word's log-probabilities. */
  static double largest(float[] logs, int from, int to) {
    float largest = logs[from];
    for (int k = from + 1; k < to; k++) {
      largest = Math.max(largest, logs[k]);
    }
    return largest;
  }

  /** {@code -sum p log p} of a word, in nats. */
  static double entropy(float[] logs, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum -= Math.exp(logs[k]) * logs[k];
    }
    return Math.max(0, sum); // a certain tag's logarithm may be above 0 by rounding
  }

  static double total(double[] words, int count) {
    double sum = 0;
    for (int word = 0; word < count; word++) {
      sum += words[word];
    }
    return sum;
  }

  /** 0 of no words. */
  static double mean(double[] words, int count) {
    return count == 0 ? 0 : total(words, count) / count;
  }

  /** 0 of no words. */
  static double most(double[] words, int count) {
    double most = count == 0 ? 0 : words[0];
    for (int word = 1; word < count; word++) {
      most = Math.max(most, words[word]);
    }
    return most;
  }
}
