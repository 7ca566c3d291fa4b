package org.al4j.models.internal.crf;

import static org.al4j.models.internal.crf.RandomChains.emissions;
import static org.al4j.models.internal.crf.RandomChains.random;
import static org.al4j.models.internal.crf.RandomChains.weights;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The chain against enumeration and itself. */
class CrfTest {
  private static final int TAGS = 4;
  private static final List<String> NAMES = List.of("O", "B-A", "I-A", "I-B");

  /** All ways to tag a sequence, best first. */
  private static List<TagPath> enumerate(CrfWeights weights, Emissions emissions, int sequence) {
    int words = emissions.chains().length(sequence);
    int first = emissions.chains().first(sequence);
    List<TagPath> all = new ArrayList<>();
    for (int code = 0; code < Math.pow(weights.tags(), words); code++) {
      int[] path = new int[emissions.chains().words()];
      List<Integer> tags = new ArrayList<>();
      for (int word = 0, rest = code; word < words; word++, rest /= weights.tags()) {
        path[first + word] = rest % weights.tags();
        tags.add(path[first + word]);
      }
      all.add(new TagPath(tags, CrfLoss.score(weights, emissions, path, sequence)));
    }
    all.sort(Comparator.comparingDouble((TagPath path) -> -path.score()));
    return all;
  }

  private static double[] logPartition(CrfWeights weights, Emissions emissions) {
    double[] out = new double[emissions.chains().count()];
    new CrfLoss(weights.tags()).logPartition(weights, emissions, out);
    return out;
  }

  @Test
  void logPartition_smallChains_isTheSumOverAllPaths() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 20; round++) {
      CrfWeights weights = weights(random, TAGS, 3);
      Emissions emissions = emissions(random, TAGS, 3, 1 + round % 5, 3, 5);
      double[] logZ = logPartition(weights, emissions);
      for (int s = 0; s < 3; s++) {
        double sum =
            enumerate(weights, emissions, s).stream().mapToDouble(p -> Math.exp(p.score())).sum();
        assertEquals(Math.log(sum), logZ[s], 1e-10);
      }
    }
  }

  @Test
  void bestPaths_smallChains_areTheBestOfAll() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 20; round++) {
      CrfWeights weights = weights(random, TAGS, 3);
      Emissions emissions = emissions(random, TAGS, 3, 2, 4);
      int[] paths = new int[6];
      double[] scores = new double[2];
      new Viterbi(TAGS).best(weights, emissions, TagConstraints.none(TAGS), paths, scores);
      for (int s = 0; s < 2; s++) {
        List<TagPath> all = enumerate(weights, emissions, s);
        List<TagPath> best = new BestPaths(weights, TagConstraints.none(TAGS), 40).of(emissions, s);
        assertEquals(Math.min(40, all.size()), best.size());
        for (int rank = 0; rank < best.size(); rank++) {
          assertEquals(all.get(rank).tags(), best.get(rank).tags());
          assertEquals(all.get(rank).score(), best.get(rank).score(), 1e-9);
        }
        assertEquals(all.get(0).score(), scores[s], 1e-9);
        assertEquals(scores[s], CrfLoss.score(weights, emissions, paths, s), 1e-9);
      }
    }
  }

  @Test
  void best_underIob2_isTheBestOfTheAllowed() {
    SplittableRandom random = new SplittableRandom(3);
    TagConstraints iob2 = TagConstraints.iob2(NAMES);
    for (int round = 0; round < 20; round++) {
      CrfWeights weights = weights(random, TAGS, 1);
      Emissions emissions = emissions(random, TAGS, 3, 5);
      List<TagPath> allowed =
          enumerate(weights, emissions, 0).stream().filter(path -> isAllowed(iob2, path)).toList();
      int[] path = new int[5];
      new Viterbi(TAGS).best(weights, emissions, iob2, path, new double[1]);
      assertEquals(allowed.get(0).tags(), Arrays.stream(path).boxed().toList());
      List<TagPath> best = new BestPaths(weights, iob2, 1000).of(emissions, 0);
      assertEquals(allowed.stream().map(TagPath::tags).toList(), tagsOf(best));
    }
  }

  private static List<List<Integer>> tagsOf(List<TagPath> paths) {
    return paths.stream().map(TagPath::tags).toList();
  }

  private static boolean isAllowed(TagConstraints constraints, TagPath path) {
    boolean right = constraints.mayStart(path.tags().get(0));
    for (int word = 1; word < path.tags().size(); word++) {
      right &= constraints.mayFollow(path.tags().get(word - 1), path.tags().get(word));
    }
    return right;
  }

  /** B-X opens only its own type; a type without B- is never entered. */
  @Test
  void iob2_inside_followsItsOwnTypeOnly() {
    TagConstraints iob2 = TagConstraints.iob2(NAMES);
    assertTrue(iob2.mayFollow(1, 2) && iob2.mayFollow(2, 2) && iob2.mayFollow(2, 0));
    assertTrue(!iob2.mayFollow(0, 2) && !iob2.mayFollow(1, 3) && !iob2.mayFollow(3, 2));
    assertTrue(iob2.mayStart(1) && !iob2.mayStart(2) && !iob2.mayStart(3));
    assertThrows(IllegalArgumentException.class, () -> TagConstraints.iob2(List.of("I-A")));
  }

  @Test
  void independent_withoutConstraints_isGreedy_andWithThemTheBestAllowed() {
    float[] p = {.5f, .3f, .2f, 0, .1f, .2f, .7f, 0};
    float[] logs = new float[8];
    for (int i = 0; i < 8; i++) {
      logs[i] = (float) Math.log(Math.max(p[i], 1e-30));
    }
    Emissions emissions = new Emissions(logs, Chains.ofLengths(2));
    int[] path = new int[2];
    double[] score = new double[1];
    Viterbi viterbi = new Viterbi(TAGS);
    viterbi.independent(emissions, TagConstraints.none(TAGS), path, score);
    assertArrayEquals(new int[] {0, 2}, path);
    assertEquals(Math.log(.35), score[0], 1e-6);
    viterbi.independent(emissions, TagConstraints.iob2(NAMES), path, score);
    assertArrayEquals(new int[] {1, 2}, path, "B-A I-A has .21, O B-A only .1");
    assertEquals(Math.log(.21), score[0], 1e-6);
  }

  /** More sequences than lanes, of all lengths, against one by one in logarithms. */
  @Test
  void compute_manySequences_isTheSumOfEach() {
    SplittableRandom random = new SplittableRandom(6);
    int tags = 5;
    CrfWeights weights = weights(random, tags, 4);
    int[] lengths = random.ints(150, 1, 12).toArray();
    Emissions emissions = emissions(random, tags, 8, lengths);
    float[] factors = random(random, 150, 1);
    LogChain exact = new LogChain(tags);
    CrfGradient expected = new CrfGradient(tags);
    expected.clear(emissions.chains().words());
    double[] logZ = new double[150];
    for (int s = 0; s < 150; s++) {
      logZ[s] = exact.logPartition(weights, emissions, s);
      exact.addExpected(weights, emissions, s, factors[s], expected);
    }
    assertArrayEquals(logZ, logPartition(weights, emissions), 1e-9);
    int[] gold = new int[emissions.chains().words()];
    CrfGradient found = new CrfGradient(tags);
    CrfLoss loss = new CrfLoss(tags);
    loss.compute(weights, emissions, gold, factors, found);
    double total = 0;
    double weight = 0;
    for (int s = 0; s < 150; s++) {
      total += factors[s];
      weight += (double) factors[s] * (lengths[s] - 1);
    }
    assertEquals(-total, sum(found.start()) - sum(expected.start()), 1e-9);
    assertEquals(-weight, found.transitions()[0] - expected.transitions()[0], 1e-9);
    for (int pair = 1; pair < tags * tags; pair++) {
      assertEquals(expected.transitions()[pair], found.transitions()[pair], 1e-9);
    }
    for (int at = 0; at < gold.length * tags; at++) {
      if (at % tags > 0) {
        assertEquals(expected.emissions()[at], found.emissions()[at], 1e-6);
      }
    }
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** Paths must go through scores of -1000: a sum of probabilities would vanish. */
  @Test
  void logPartition_forcedThroughLowScores_isFinite() {
    float[] transitions = {-1000, -1000, 1000, -1000};
    CrfWeights weights = new CrfWeights(new float[] {1000, -1000}, transitions, new float[2]);
    Emissions emissions = new Emissions(new float[300 * 2], Chains.ofLengths(300));
    int[] gold = new int[300];
    CrfGradient gradient = new CrfGradient(2);
    double loss = new CrfLoss(2).compute(weights, emissions, gold, new float[] {1}, gradient);
    assertTrue(Double.isFinite(loss), "loss " + loss);
    for (double value : gradient.transitions()) {
      assertTrue(Double.isFinite(value), "gradient " + value);
    }
    assertTrue(loss >= 0, "no path has more than probability 1");
  }

  @Test
  void exponential_wholeRange_isExact() {
    for (double y = 0; y >= -Exponential.CUT; y -= 0.37) {
      assertEquals(1, Exponential.power(y) / Math.exp(y), 1e-12, "exp(" + y + ")");
    }
  }

  @Test
  void sizes_thatDoNotFit_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> Chains.ofLengths(2, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new Emissions(new float[5], Chains.ofLengths(2)));
    Emissions three = new Emissions(new float[6], Chains.ofLengths(2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CrfLoss(2).logPartition(CrfWeights.zero(2), three, new double[1]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CrfWeights(new float[2], new float[3], new float[2]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BestPaths(CrfWeights.zero(2), TagConstraints.none(2), 0));
  }
}
