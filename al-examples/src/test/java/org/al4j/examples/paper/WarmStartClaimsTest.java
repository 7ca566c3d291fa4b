package org.al4j.examples.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.log.Iteration;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimVerdict;
import org.al4j.metrics.curve.Estimate;
import org.al4j.study.report.StudyResult;
import org.junit.jupiter.api.Test;

/** The thesis' claims judged on made-up runs, and its tables on numbers worked out by hand. */
class WarmStartClaimsTest {
  private static final List<String> MARGIN = List.of("margin");

  /** A run with these accuracies after 100, 200, ... labels. */
  private static StudyResult.SeedResult run(int seed, double seconds, double... accuracies) {
    List<Iteration> history = new ArrayList<>();
    for (int round = 0; round < accuracies.length; round++) {
      Map<String, Double> scores =
          Map.of(
              "accuracy",
              accuracies[round],
              "balanced_accuracy",
              accuracies[round] - 0.1,
              "macro_f1",
              accuracies[round] - 0.2);
      history.add(
          new Iteration(round, 100 * (round + 1), 0, 0, scores, round == 0 ? 0 : 2, seconds, 1));
    }
    return new StudyResult.SeedResult(seed, history);
  }

  /** Five seeds that differ by a thousandth: of each the four runs' accuracies. */
  private static List<WarmStartRuns> seeds(
      double onSeconds, double[] onMargin, double[] onRandom, double[] anewMargin) {
    List<WarmStartRuns> seeds = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      Map<String, StudyResult.SeedResult> runs = new HashMap<>();
      runs.put("warm-new, margin", run(seed, onSeconds, shifted(onMargin, seed)));
      runs.put("warm-new, random", run(seed, onSeconds, shifted(onRandom, seed)));
      runs.put("scratch, margin", run(seed, 10, anewMargin));
      runs.put("scratch, random", run(seed, 10, 0.5, 0.6, 0.7, 0.8));
      seeds.add(new WarmStartRuns(runs));
    }
    return seeds;
  }

  private static double[] shifted(double[] accuracies, int seed) {
    double[] all = accuracies.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] += seed / 1000.0;
    }
    return all;
  }

  private static List<ClaimVerdict> verdicts(List<WarmStartRuns> seeds) {
    var claims = WarmStartClaims.of(MARGIN);
    Map<Claim, double[]> measured = WarmStartClaims.measured(claims, seeds);
    return claims.keySet().stream()
        .map(
            claim ->
                measured.get(claim).length == 0
                    ? ClaimVerdict.UNDECIDED
                    : claim.rule().verdict(Estimate.of(measured.get(claim))))
        .toList();
  }

  @Test
  void verdicts_asTheThesisFound_areConfirmed() {
    double[] onMargin = {0.6, 0.8, 0.75, 0.6}; // peak at 200 of 400, then down
    double[] onRandom = {0.5, 0.6, 0.72, 0.7};
    double[] anew = {0.5, 0.7, 0.8, 0.85};
    var all = verdicts(seeds(1, onMargin, onRandom, anew));
    assertEquals(
        List.of(
            ClaimVerdict.CONFIRMED,
            ClaimVerdict.CONFIRMED,
            ClaimVerdict.CONFIRMED,
            ClaimVerdict.CONFIRMED),
        all);
  }

  @Test
  void verdicts_theOppositeOfIt_areRefuted() {
    double[] onMargin = {0.6, 0.7, 0.9, 0.89}; // no fall
    double[] onRandom = {0.5, 0.8, 0.7, 0.6};
    double[] anew = {0.5, 0.8, 0.7, 0.6};
    var all = verdicts(seeds(8, onMargin, onRandom, anew));
    assertEquals(
        List.of(
            ClaimVerdict.REFUTED, ClaimVerdict.REFUTED, ClaimVerdict.REFUTED, ClaimVerdict.REFUTED),
        all);
  }

  @Test
  void verdicts_levelRunsOrFewSeeds_cannotBeTold() {
    double[] level = {0.5, 0.6, 0.7, 0.8};
    var all = verdicts(seeds(5, level, level, new double[] {0.503, 0.603, 0.703, 0.803}));
    assertEquals(
        List.of(ClaimVerdict.UNDECIDED),
        all.stream().distinct().toList(),
        "they end at their peak, and with just half of the time");
    double[] down = {0.6, 0.8, 0.75, 0.6};
    verdicts(seeds(1, down, level, level).subList(0, 4))
        .forEach(one -> assertEquals(ClaimVerdict.UNDECIDED, one));
  }

  @Test
  void tables_madeUpRuns_haveThePeaksSavingsSumsAndTimes() {
    double[] onMargin = {0.6, 0.8, 0.75, 0.6};
    double[] onRandom = {0.5, 0.6, 0.7, 0.72};
    double[] anew = {0.5, 0.7, 0.8, 0.85};
    WarmStartTables tables = new WarmStartTables(MARGIN, seeds(1, onMargin, onRandom, anew));
    // the seeds' mean is .003 above: peak .803 at 200, where random has .603
    String savings = tables.savings();
    assertTrue(
        savings.contains(
            "| warm-new, margin, accuracy | 0.803 | 200 | +0.200 | -50.0 % | +.032, -46 % |"),
        savings);
    assertTrue(
        savings.contains("| warm-new, margin, F1 | 0.603 | 200 | +0.200 | -50.0 % |"), savings);
    assertTrue(
        savings.contains("| scratch, margin, balanced | 0.750 | 400 | +0.050 | +0.0 % |"), savings);
    String peaks = tables.peaks();
    assertTrue(peaks.contains("| warm-new, margin | 0.803 | 200 | 0.603 ± 0.002 | 2.762 |"), peaks);
    String seconds = tables.seconds();
    assertTrue(seconds.contains("| warm-new, margin | 4.0 | 6.0 | 10.0 | 1360 / 2102 |"), seconds);
    assertTrue(
        seconds.contains("| scratch, random | 40.0 | 6.0 | 46.0 | 11312 / 17936 |"), seconds);
  }
}
