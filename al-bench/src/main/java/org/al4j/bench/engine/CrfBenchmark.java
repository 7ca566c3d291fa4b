package org.al4j.bench.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.models.internal.crf.Chains;
import org.al4j.models.internal.crf.CrfGradient;
import org.al4j.models.internal.crf.CrfLoss;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.crf.Emissions;
import org.al4j.models.internal.crf.TagConstraints;
import org.al4j.models.internal.crf.Viterbi;

/**
 * A linear chain on a made-up batch of 64 sequences of 64 words with 9 tags: the time that log Z
 * with all gradients takes on one thread, and that of Viterbi. Prints medians.
 */
final class CrfBenchmark {
  private static final int SEQUENCES = 64;
  private static final int WORDS = 64;
  private static final int TAGS = 9;
  private static final int WARM = 300;
  private static final int ROUNDS = 501;

  private final Emissions emissions;
  private final CrfWeights weights = CrfWeights.zero(TAGS);
  private final int[] gold;
  private final float[] factors = new float[SEQUENCES];

  private CrfBenchmark() {
    int[] lengths = new int[SEQUENCES];
    Arrays.fill(lengths, WORDS);
    Chains chains = Chains.ofLengths(lengths);
    SplittableRandom random = new SplittableRandom(1);
    emissions = new Emissions(random(random, chains.words() * TAGS), chains);
    System.arraycopy(random(random, TAGS * TAGS), 0, weights.transitions(), 0, TAGS * TAGS);
    gold = random.ints(chains.words(), 0, TAGS).toArray();
    Arrays.fill(factors, 1f / SEQUENCES);
  }

  private static float[] random(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (6 * random.nextDouble() - 3);
    }
    return values;
  }

  /** Runs and prints. */
  public static void main(String[] args) {
    new CrfBenchmark().print();
  }

  private void print() {
    CrfLoss loss = new CrfLoss(TAGS);
    CrfGradient gradient = new CrfGradient(TAGS);
    Viterbi viterbi = new Viterbi(TAGS);
    int[] paths = new int[gold.length];
    double[] scores = new double[SEQUENCES];
    double gradients = median(() -> loss.compute(weights, emissions, gold, factors, gradient));
    double partition = median(() -> loss.logPartition(weights, emissions, scores));
    TagConstraints all = TagConstraints.none(TAGS);
    double best = median(() -> viterbi.best(weights, emissions, all, paths, scores));
    System.out.printf(
        Locale.ROOT,
        "%d sequences of %d words, %d tags, one thread, medians of %d: log Z and gradients %.3f ms"
            + " (log Z alone %.3f), Viterbi %.3f, together %.3f%n",
        SEQUENCES,
        WORDS,
        TAGS,
        ROUNDS,
        gradients,
        partition,
        best,
        gradients + best);
  }

  private static double median(Runnable work) {
    double[] times = new double[ROUNDS];
    for (int round = -WARM; round < ROUNDS; round++) {
      long start = System.nanoTime();
      work.run();
      if (round >= 0) {
        times[round] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(times);
    return times[ROUNDS / 2];
  }
}
