package org.al4j.models.tagger;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.jspecify.annotations.Nullable;

/** The arrays of a block of sentences. */
record TaggerOutputs(TagDecoder decoder, TaggerOptions options, WordScores scores) {
  /**
   * What is wanted.
   *
   * @param norms of gradients, null where they are not wanted
   */
  Map<Output, FloatTable> tables(Set<Output> wanted, float @Nullable [] norms) {
    Map<Output, FloatTable> tables = new TreeMap<>();
    for (Output output : wanted) {
      tables.put(output, norms != null && isNorm(output) ? FloatTable.vector(norms) : of(output));
    }
    return tables;
  }

  private static boolean isNorm(Output output) {
    return output.equals(Output.GRADIENT_NORM);
  }

  private FloatTable of(Output output) {
    int n = scores.lengths().length;
    return switch (output.name()) {
      case "TOKEN_LOG_PROBABILITIES" ->
          new FloatTable(padded(scores.scores()), new long[] {n, width(), decoder.tags()});
      case "SEQUENCE_LOG_LIKELIHOOD" ->
          FloatTable.vector(decoder.likelihoods(scores.scores(), scores.lengths()));
      case "BEST_SEQUENCE_LOG_LIKELIHOODS" ->
          FloatTable.matrix(
              decoder.best(scores.scores(), scores.lengths(), options.best()), n, options.best());
      case "EMBEDDING" -> FloatTable.matrix(scores.means(), n, scores.means().length / n);
      case "MEMBER_TOKEN_LOG_PROBABILITIES" -> members(n);
      default -> throw new IllegalArgumentException(output + " is not offered");
    };
  }

  private FloatTable members(int n) {
    int passes = options.passes();
    int each = scores.members().length / passes;
    int size = n * width() * decoder.tags();
    float[] all = new float[passes * size];
    for (int pass = 0; pass < passes; pass++) {
      float[] one = padded(Arrays.copyOfRange(scores.members(), pass * each, (pass + 1) * each));
      System.arraycopy(one, 0, all, pass * size, size);
    }
    return new FloatTable(all, new long[] {passes, n, width(), decoder.tags()});
  }

  /** Words of the longest sentence; an array has one at least. */
  private int width() {
    return Math.max(1, Arrays.stream(scores.lengths()).max().orElse(1));
  }

  private float[] padded(float[] raw) {
    int tags = decoder.tags();
    float[] logs = decoder.logProbabilities(raw, scores.lengths());
    float[] padded = new float[scores.lengths().length * width() * tags];
    Arrays.fill(padded, Float.NaN);
    int at = 0;
    for (int i = 0; i < scores.lengths().length; i++) {
      int numbers = scores.lengths()[i] * tags;
      System.arraycopy(logs, at, padded, i * width() * tags, numbers);
      at += numbers;
    }
    return padded;
  }
}
