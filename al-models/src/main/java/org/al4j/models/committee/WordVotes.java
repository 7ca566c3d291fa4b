package org.al4j.models.committee;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/**
 * What all members say of the words of a block.
 *
 * @param logs log-probabilities of tags, by member and sentence {@code [w, C]} in c-order
 * @param classes {@code C}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record WordVotes(float[][][] logs, int classes) {
  /** Smaller probabilities are told as this one, so that every number is finite. */
  private static final double LEAST = Float.MIN_VALUE;

  /**
   * Asks every member.
   *
   * @throws InvalidInputException if members differ in classes or words, or leave sentences out
   */
  static WordVotes of(List<? extends AcquisitionModel> members, List<Instance> block, int classes) {
    float[][][] logs = new float[members.size()][block.size()][];
    for (int m = 0; m < members.size(); m++) {
      float[][] sentences = logs[m];
      int[] filled = {0};
      members
          .get(m)
          .forward(
              block,
              Set.of(Output.TOKEN_LOG_PROBABILITIES),
              part -> {
                take(part, sentences, classes);
                filled[0] += part.size();
              });
      MemberPass.requireAll(m, Output.TOKEN_LOG_PROBABILITIES, filled[0], block.size());
      for (int i = 0; i < block.size(); i++) {
        requireSame(block.get(i), logs[0][i].length / classes, sentences[i].length / classes);
      }
    }
    return new WordVotes(logs, classes);
  }

  private static void take(Outputs part, float[][] sentences, int classes) {
    float[] all = part.floats(Output.TOKEN_LOG_PROBABILITIES); // [n, w, C]
    int[] words = part.words(Output.TOKEN_LOG_PROBABILITIES);
    long[] shape = part.shape(Output.TOKEN_LOG_PROBABILITIES);
    long found = shape[shape.length - 1];
    if (found != classes) {
      throw new InvalidInputException(
          "members of a committee must have one label space: "
              + classes
              + " tags expected, found "
              + found);
    }
    int row = all.length / part.size();
    for (int i = 0; i < part.size(); i++) {
      sentences[part.first() + i] = Arrays.copyOfRange(all, i * row, i * row + words[i] * classes);
    }
  }

  private static void requireSame(Instance x, int words, int found) {
    if (words != found) {
      throw new InvalidInputException(
          "members of a committee must tag the same words, found "
              + words
              + " and "
              + found
              + " in instance '"
              + x.id()
              + "'");
    }
  }

  private int sentences() {
    return logs[0].length;
  }

  /** Words of the longest sentence; an array has one at least. */
  private int width() {
    int longest = Arrays.stream(logs[0]).mapToInt(one -> one.length / classes).max().orElse(1);
    return Math.max(1, longest);
  }

  /** {@code [m, n, w, C]}. */
  FloatTable byMember() {
    int size = sentences() * width() * classes;
    float[] all = new float[logs.length * size];
    for (int m = 0; m < logs.length; m++) {
      pad(logs[m], all, m * size);
    }
    return new FloatTable(all, new long[] {logs.length, sentences(), width(), classes});
  }

  /** Of the mixture, {@code [n, w, C]}. */
  FloatTable mixed() {
    float[] all = new float[sentences() * width() * classes];
    pad(mixtures(), all, 0);
    return new FloatTable(all, new long[] {sentences(), width(), classes});
  }

  private float[][] mixtures() {
    float[][] mixtures = new float[sentences()][];
    Arrays.setAll(mixtures, this::mixture);
    return mixtures;
  }

  private void pad(float[][] rows, float[] all, int at) {
    int row = width() * classes;
    Arrays.fill(all, at, at + rows.length * row, Float.NaN);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, at + i * row, rows[i].length);
    }
  }

  /** Logarithms of the members' mean probabilities of a sentence, {@code [w, C]}. */
  float[] mixture(int sentence) {
    float[] mixture = new float[logs[0][sentence].length];
    for (int i = 0; i < mixture.length; i++) {
      double sum = 0;
      for (float[][] member : logs) {
        sum += Math.exp(member[sentence][i]);
      }
      mixture[i] = (float) Math.min(0, Math.log(Math.max(sum / logs.length, LEAST)));
    }
    return mixture;
  }

  /** Of each sentence's most probable tags, words being independent, {@code [n]}. */
  float[] bestLogLikelihoods() {
    float[] best = new float[sentences()];
    for (int i = 0; i < best.length; i++) {
      float[] words = mixture(i);
      double sum = 0;
      for (int at = 0; at < words.length; at += classes) {
        float most = words[at];
        for (int k = 1; k < classes; k++) {
          most = Math.max(most, words[at + k]);
        }
        sum += most;
      }
      best[i] = (float) sum;
    }
    return best;
  }
}
