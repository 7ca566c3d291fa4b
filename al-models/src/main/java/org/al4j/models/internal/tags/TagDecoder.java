package org.al4j.models.internal.tags;

import java.util.Arrays;
import java.util.List;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.crf.BestPaths;
import org.al4j.models.internal.crf.Chains;
import org.al4j.models.internal.crf.CrfGradient;
import org.al4j.models.internal.crf.CrfLoss;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.crf.Emissions;
import org.al4j.models.internal.crf.TagConstraints;
import org.al4j.models.internal.crf.TagPath;
import org.al4j.models.internal.crf.Viterbi;
import org.jspecify.annotations.Nullable;

/**
 * From scores of words to probabilities and tags. Without a chain a word's tags are a softmax of
 * their own; with one they are the marginals, and sequences have the chain's likelihood.
 *
 * @param tags how many there are: {@code C}
 * @param constraints of decoding; likelihoods know none
 * @param crf null without a chain
 */
public record TagDecoder(int tags, TagConstraints constraints, @Nullable CrfWeights crf) {
  /**
   * A decoder.
   *
   * @param constrained whether only what IOB2 allows is decoded
   * @param crf null without a chain
   */
  public static TagDecoder of(LabelSpace labels, boolean constrained, @Nullable CrfWeights crf) {
    boolean useful =
        constrained && labels.names().stream().anyMatch(name -> !name.startsWith("I-"));
    TagConstraints constraints =
        useful ? TagConstraints.iob2(labels.names()) : TagConstraints.none(labels.size());
    return new TagDecoder(labels.size(), constraints, crf);
  }

  /** Log-probabilities of each word's tags, at most 0, {@code [words, C]}. */
  public float[] logProbabilities(float[] scores, int[] lengths) {
    if (crf == null || scores.length == 0) {
      return logSoftmax(scores);
    }
    CrfGradient marginals = new CrfGradient(tags);
    new CrfLoss(tags).marginals(crf, emissions(scores, lengths), marginals);
    float[] logs = new float[scores.length];
    for (int i = 0; i < logs.length; i++) {
      double p = Math.max(marginals.emissions()[i], Float.MIN_VALUE);
      logs[i] = (float) Math.min(0, Math.log(p));
    }
    return logs;
  }

  private float[] logSoftmax(float[] scores) {
    float[] logs = new float[scores.length];
    for (int at = 0; at < scores.length; at += tags) {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < tags; k++) {
        most = Math.max(most, scores[at + k]);
      }
      double sum = 0;
      for (int k = 0; k < tags; k++) {
        sum += Math.exp(scores[at + k] - most);
      }
      double logSum = most + Math.log(sum);
      for (int k = 0; k < tags; k++) {
        logs[at + k] = (float) Math.min(0, scores[at + k] - logSum);
      }
    }
    return logs;
  }

  /** The tag of each word, {@code [words]}. */
  public int[] tags(float[] scores, int[] lengths) {
    int[] paths = new int[scores.length / tags];
    if (paths.length > 0) {
      Emissions emissions = emissions(crf == null ? logSoftmax(scores) : scores, lengths);
      double[] ignored = new double[emissions.chains().count()];
      new Viterbi(tags).best(weights(), emissions, constraints, paths, ignored);
    }
    return paths;
  }

  /** Log-likelihoods of each sentence's most probable tags, {@code [n]}; 0 without words. */
  public float[] likelihoods(float[] scores, int[] lengths) {
    float[] likelihoods = new float[lengths.length];
    if (scores.length == 0) {
      return likelihoods;
    }
    Emissions emissions = emissions(crf == null ? logSoftmax(scores) : scores, lengths);
    int count = emissions.chains().count();
    double[] best = new double[count];
    new Viterbi(tags)
        .best(weights(), emissions, TagConstraints.none(tags), new int[scores.length / tags], best);
    double[] logZ = logZ(emissions);
    int chain = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] > 0) {
        likelihoods[i] = (float) Math.min(0, best[chain] - logZ[chain]);
        chain++;
      }
    }
    return likelihoods;
  }

  /** Log-likelihoods of each sentence's k most probable tags, NaN where there are fewer. */
  public float[] best(float[] scores, int[] lengths, int k) {
    float[] all = new float[lengths.length * k];
    Arrays.fill(all, Float.NaN);
    boolean any = scores.length > 0;
    Emissions emissions =
        any ? emissions(crf == null ? logSoftmax(scores) : scores, lengths) : null;
    double[] logZ = emissions == null ? new double[0] : logZ(emissions);
    BestPaths paths = new BestPaths(weights(), TagConstraints.none(tags), k);
    int chain = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] == 0 || emissions == null) {
        all[i * k] = 0; // the only way to tag no word
        continue;
      }
      List<TagPath> found = paths.of(emissions, chain);
      for (int rank = 0; rank < found.size(); rank++) {
        all[i * k + rank] = (float) Math.min(0, found.get(rank).score() - logZ[chain]);
      }
      chain++;
    }
    return all;
  }

  private CrfWeights weights() {
    return crf == null ? CrfWeights.zero(tags) : crf;
  }

  /** Of log-probabilities it is 0. */
  private double[] logZ(Emissions emissions) {
    double[] logZ = new double[emissions.chains().count()];
    if (crf != null) {
      new CrfLoss(tags).logPartition(crf, emissions, logZ);
    }
    return logZ;
  }

  /** Sentences without words are left out. */
  private static Emissions emissions(float[] scores, int[] lengths) {
    int[] some = Arrays.stream(lengths).filter(length -> length > 0).toArray();
    return new Emissions(scores, Chains.ofLengths(some));
  }
}
