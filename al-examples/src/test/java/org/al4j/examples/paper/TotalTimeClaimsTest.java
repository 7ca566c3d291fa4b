package org.al4j.examples.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.al4j.examples.claim.ClaimVerdict;
import org.al4j.examples.ups.TotalTimeRuns;
import org.al4j.examples.ups.TotalTimeSeed;
import org.al4j.examples.ups.TotalTimeSeed.TimeSplit;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.SeedCurve;
import org.junit.jupiter.api.Test;

/** The verdicts on made-up results. */
class TotalTimeClaimsTest {
  @Test
  void verdicts_muchSavedAndNothingLost_areConfirmed() {
    assertEquals(List.of(ClaimVerdict.CONFIRMED, ClaimVerdict.CONFIRMED), verdicts(5, 10, 0.002));
  }

  @Test
  void verdicts_littleSavedAndMuchLost_areRefuted() {
    assertEquals(List.of(ClaimVerdict.REFUTED, ClaimVerdict.REFUTED), verdicts(5, 40, -0.05));
  }

  @Test
  void verdicts_onTheLineOrTooFewSeeds_cannotBeTold() {
    assertEquals(List.of(ClaimVerdict.UNDECIDED, ClaimVerdict.UNDECIDED), verdicts(5, 20, -0.01));
    assertEquals(List.of(ClaimVerdict.UNDECIDED, ClaimVerdict.UNDECIDED), verdicts(4, 10, 0.002));
  }

  @Test
  void saved_allParts_count() {
    TimeSplit ours = new TimeSplit(1, 2, 3, 4, 5);
    assertEquals(15, ours.total());
    assertEquals(
        1 - 15 / 60.0,
        new TotalTimeSeed(curve(1, 0.8), curve(1, 0.8), new TimeSplit(40, 10, 0, 0, 10), ours)
            .saved());
  }

  @Test
  void measured_rounds_areThirdsOfTheWay() {
    assertEquals(List.of(5, 10, 15), TotalTimeRuns.measured(15));
    assertEquals(List.of(0, 1), TotalTimeRuns.measured(1));
  }

  /** Of both claims, where theirs takes about 100 s and has .8. */
  private static List<ClaimVerdict> verdicts(int seeds, double seconds, double gain) {
    List<TotalTimeSeed> all =
        IntStream.rangeClosed(1, seeds)
            .mapToObj(
                seed ->
                    new TotalTimeSeed(
                        curve(seed, 0.8),
                        curve(seed, 0.8 + gain + 0.001 * (seed - 3)),
                        new TimeSplit(60, 30 + (seed - 3) * 0.1, 0, 0, 10),
                        new TimeSplit(0, 0, seconds / 2, 0, seconds / 2)))
            .toList();
    return TotalTimeExperiment.claims("accuracy").entrySet().stream()
        .map(
            claim ->
                claim
                    .getKey()
                    .rule()
                    .verdict(Estimate.of(all.stream().mapToDouble(claim.getValue()).toArray())))
        .toList();
  }

  private static SeedCurve curve(int seed, double last) {
    return new SeedCurve(seed, List.of(10, 20), List.of(0.5, last));
  }
}
