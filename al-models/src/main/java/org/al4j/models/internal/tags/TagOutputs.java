package org.al4j.models.internal.tags;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * What a tagger says of a block of sentences.
 *
 * @param best how many sequences BEST_SEQUENCE_LOG_LIKELIHOODS has
 * @param passes how many dropout passes there are in the scores
 */
public record TagOutputs(TagDecoder decoder, int best, int passes, SentenceScores scores) {
  /**
   * The arrays that are wanted.
   *
   * @param norms of gradients, null where they are not wanted
   */
  public Map<Output, FloatTable> tables(Set<Output> wanted, float @Nullable [] norms) {
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
          FloatTable.matrix(decoder.best(scores.scores(), scores.lengths(), best), n, best);
      case "EMBEDDING" -> FloatTable.matrix(scores.means(), n, scores.means().length / n);
      case "MEMBER_TOKEN_LOG_PROBABILITIES" -> members(n);
      default -> throw new IllegalArgumentException(output + " is not offered");
    };
  }

  private FloatTable members(int n) {
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

  /** The tags of each sentence. */
  public List<TagSequence> tags(LabelSpace labels) {
    int[] all = decoder.tags(scores.scores(), scores.lengths());
    List<TagSequence> sequences = new ArrayList<>();
    int word = 0;
    for (int length : scores.lengths()) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        names.add(labels.name(all[word++]));
      }
      sequences.add(new TagSequence(names));
    }
    return sequences;
  }

  /**
   * Norms of the loss's gradients at the predicted tags.
   *
   * @param block the sentences, cut into words
   * @param squares of the norms, for sentences with tags
   */
  public float[] norms(
      List<Instance> block,
      LabelSpace labels,
      Function<List<Labelled<TagSequence>>, double[]> squares) {
    List<TagSequence> tags = tags(labels);
    List<Labelled<TagSequence>> predicted = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      predicted.add(new Labelled<>(block.get(i), tags.get(i)));
    }
    double[] all = squares.apply(predicted);
    float[] norms = new float[all.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) Math.sqrt(all[i]);
    }
    return norms;
  }

  /**
   * Hands over the tags with the probabilities of each word's.
   *
   * @param block the sentences
   */
  public void predict(
      List<Instance> block, LabelSpace labels, Consumer<Prediction<TagSequence>> sink) {
    float[] logs = decoder.logProbabilities(scores.scores(), scores.lengths());
    List<TagSequence> tags = tags(labels);
    int word = 0;
    for (int i = 0; i < block.size(); i++) {
      double[][] words = new double[scores.lengths()[i]][labels.size()];
      for (double[] row : words) {
        for (int k = 0; k < row.length; k++) {
          row[k] = Math.exp(logs[word * row.length + k]);
        }
        word++;
      }
      sink.accept(new Prediction<>(block.get(i), tags.get(i), new Confidence.Words(words)));
    }
  }
}
