package org.al4j.models.internal.crf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The negative log-likelihood of tags under a linear chain, its gradient, and the marginals.
 *
 * <p>The gradient is that of the weighted sum over sequences of {@code log Z - score(gold)}: with
 * respect to emissions marginals less gold, with respect to transitions expected less gold pairs.
 * With soft targets {@code q} gold counts are {@code q_t} and {@code q_(t-1) q_t'}, as if the
 * words' targets were independent; the loss then is the cross entropy with their product.
 *
 * <p>Sequences whose scores lie within a range of 256 go many at once; others, which training
 * hardly meets, one by one in logarithms, so that scores of any finite size are right. Not safe for
 * several threads; keeps its memory.
 */
public final class CrfLoss {
  private final int tags;
  private final LaneChain fast;
  private final LogChain exact;
  private final Lanes lanes;
  private double[] logZ = {};
  private float[] ones = {};

  /** For so many tags. */
  public CrfLoss(int tags) {
    this.tags = tags;
    this.fast = new LaneChain(tags);
    this.exact = new LogChain(tags);
    this.lanes = new Lanes(tags);
  }

  /**
   * The loss and its gradient for known tags.
   *
   * @param gold the tag of each word, {@code [words]}
   * @param factors weight of each sequence, {@code [n]}: {@code 1 / n} for the mean
   * @param gradient is set to the loss's
   * @return the weighted sum of negative log-likelihoods
   */
  public double compute(
      CrfWeights weights, Emissions emissions, int[] gold, float[] factors, CrfGradient gradient) {
    double loss = expect(weights, emissions, factors, gradient);
    Chains chains = emissions.chains();
    for (int s = 0; s < chains.count(); s++) {
      loss -= factors[s] * score(weights, emissions, gold, s);
      subtract(chains, gold, s, factors[s], gradient);
    }
    return loss;
  }

  /**
   * The loss and its gradient for targets that are distributions over the tags of each word.
   *
   * @param targets {@code [words, C]} by rows, each summing to 1
   * @param factors weight of each sequence, {@code [n]}
   * @param gradient is set to the loss's
   * @return the weighted sum of cross entropies
   */
  public double computeSoft(
      CrfWeights weights,
      Emissions emissions,
      float[] targets,
      float[] factors,
      CrfGradient gradient) {
    double loss = expect(weights, emissions, factors, gradient);
    SoftTargets soft = new SoftTargets(targets, weights, emissions);
    for (int s = 0; s < emissions.chains().count(); s++) {
      loss -= soft.subtract(s, factors[s], gradient);
    }
    return loss;
  }

  /**
   * The logarithms of the sums over all paths.
   *
   * @param out receives one for each sequence, {@code [n]}
   */
  public void logPartition(CrfWeights weights, Emissions emissions, double[] out) {
    pass(weights, emissions, out, ones, null);
  }

  /**
   * The probabilities of each word's tags, whatever the tags of the others.
   *
   * @param out receives {@code [words, C]} by rows in its emissions, and expected counts
   */
  public void marginals(CrfWeights weights, Emissions emissions, CrfGradient out) {
    if (ones.length < emissions.chains().count()) {
      ones = new float[emissions.chains().count()];
      Arrays.fill(ones, 1);
    }
    expect(weights, emissions, ones, out);
  }

  /** The score of the tags of one sequence. */
  public static double score(CrfWeights weights, Emissions emissions, int[] path, int sequence) {
    int tags = weights.tags();
    int first = emissions.chains().first(sequence);
    int last = first + emissions.chains().length(sequence) - 1;
    double score = (double) weights.start()[path[first]] + weights.end()[path[last]];
    for (int word = first; word <= last; word++) {
      score += emissions.scores()[word * tags + path[word]];
      if (word > first) {
        score += weights.transitions()[path[word - 1] * tags + path[word]];
      }
    }
    return score;
  }

  private double expect(
      CrfWeights weights, Emissions emissions, float[] factors, CrfGradient gradient) {
    Chains chains = emissions.chains();
    gradient.clear(chains.words());
    if (logZ.length < chains.count()) {
      logZ = new double[chains.count()];
    }
    pass(weights, emissions, logZ, factors, gradient);
    double sum = 0;
    for (int s = 0; s < chains.count(); s++) {
      sum += factors[s] * logZ[s];
    }
    return sum;
  }

  /** Log partitions, and expected counts where there is a gradient to add them to. */
  private void pass(
      CrfWeights weights,
      Emissions emissions,
      double[] out,
      float[] factors,
      @Nullable CrfGradient gradient) {
    emissions.requireTags(tags);
    Chains chains = emissions.chains();
    fast.weights(weights);
    double range = weights.range();
    lanes.clear();
    for (int place = 0; place < chains.count(); place++) {
      int sequence = chains.ranked(place);
      if (range + emissions.range(sequence, tags) <= LaneChain.MOST) {
        lanes.add(sequence);
      } else {
        out[sequence] = exact.logPartition(weights, emissions, sequence);
        if (gradient != null) {
          exact.addExpected(weights, emissions, sequence, factors[sequence], gradient);
        }
      }
      if (lanes.isFull() || place == chains.count() - 1) {
        flush(emissions, out, factors, gradient);
      }
    }
  }

  private void flush(
      Emissions emissions, double[] out, float[] factors, @Nullable CrfGradient gradient) {
    fast.logPartition(emissions, lanes, out);
    if (gradient != null) {
      fast.addExpected(emissions, lanes, factors, gradient);
    }
    lanes.clear();
  }

  private void subtract(
      Chains chains, int[] gold, int sequence, double factor, CrfGradient gradient) {
    int first = chains.first(sequence);
    int last = first + chains.length(sequence) - 1;
    gradient.start()[gold[first]] -= factor;
    gradient.end()[gold[last]] -= factor;
    for (int word = first; word <= last; word++) {
      gradient.emissions()[word * tags + gold[word]] -= (float) factor;
      if (word > first) {
        gradient.transitions()[gold[word - 1] * tags + gold[word]] -= factor;
      }
    }
  }
}
