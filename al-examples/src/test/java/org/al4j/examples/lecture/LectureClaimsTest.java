package org.al4j.examples.lecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.lecture.LectureStrategy.Family;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.Strategies;
import org.junit.jupiter.api.Test;

/** The verdicts on made-up results. */
class LectureClaimsTest {
  private static final LectureStrategy RANDOM = strategy("random", Family.BASELINE);
  private static final LectureStrategy GOOD = strategy("margin", Family.UNCERTAINTY);
  private static final LectureStrategy BAD = strategy("roi", Family.COST);
  private static final LectureStrategy EITHER = strategy("core-set", Family.DIVERSITY);
  private static final LectureStrategy FIRST = strategy("cold-start", Family.FIRST_QUERY);

  private static LectureStrategy strategy(String name, Family family) {
    return new LectureStrategy(name, name, "a paper", family, Strategies::random);
  }

  /** Five runs; accuracy is .5 with the first labels and what is given with twice as many. */
  private static List<LectureRun> runs(double first, double... last) {
    return IntStream.range(0, last.length)
        .mapToObj(
            seed ->
                new LectureRun(
                    new SeedCurve(seed, List.of(10, 20), List.of(first, last[seed])),
                    List.of(List.of()),
                    0))
        .toList();
  }

  private static Map<LectureStrategy, List<LectureRun>> made() {
    Map<LectureStrategy, List<LectureRun>> runs = new LinkedHashMap<>();
    runs.put(RANDOM, runs(.5, .70, .72, .71, .69, .73));
    runs.put(GOOD, runs(.5, .80, .82, .82, .79, .82));
    runs.put(BAD, runs(.5, .60, .61, .62, .60, .62));
    runs.put(EITHER, runs(.5, .60, .82, .71, .59, .83));
    runs.put(FIRST, runs(.6, .60, .61, .62, .60, .62));
    return runs;
  }

  private static String verdict(LectureClaims claims, Claim claim, List<Double> alike) {
    Map<Claim, double[]> measured = claims.measured(made(), alike);
    String row =
        claims
            .sheet(List.of())
            .after(measured)
            .lines()
            .filter(line -> line.startsWith("| " + claim.text() + " |"))
            .findFirst()
            .orElseThrow();
    return row.substring(row.lastIndexOf(" | ") + 3, row.length() - 2);
  }

  @Test
  void verdicts_ofMadeUpRuns_areConfirmedRefutedAndUndecided() {
    LectureClaims claims = LectureClaims.of(List.of(RANDOM, GOOD, BAD, EITHER, FIRST));
    List<Double> all = List.of(1.0, 1.0, 1.0, 1.0, 1.0);
    assertEquals("confirmed", verdict(claims, claims.each().get(GOOD), all));
    assertEquals("refuted", verdict(claims, claims.each().get(BAD), all));
    assertEquals("cannot be told", verdict(claims, claims.each().get(EITHER), all));
    // judged by the first query alone, whatever random choice made of it
    assertEquals("confirmed", verdict(claims, claims.each().get(FIRST), all));
    assertEquals("cannot be told", verdict(claims, claims.together(), all));
    assertEquals("confirmed", verdict(claims, claims.alike(), all));
    assertEquals("refuted", verdict(claims, claims.alike(), List.of(.5, .5, .4, .5, .4)));
    assertEquals("cannot be told", verdict(claims, claims.alike(), List.of(1., 1., .9, 1., 1.)));
  }

  /** The mean of the three strategies of every query, of each seed; the area of two points. */
  @Test
  void measured_together_isTheMeanOverStrategiesOfEveryQuery() {
    LectureClaims claims = LectureClaims.of(List.of(RANDOM, GOOD, BAD, EITHER, FIRST));
    double[] together = claims.measured(made(), List.of(1.0)).get(claims.together());
    assertEquals((.10 - .10 - .10) / 3 / 2, together[0], 1e-12);
    assertEquals(5, together.length);
    assertTrue(
        claims.together().rule().quantity().endsWith("mean of the 3 strategies of every query"),
        claims.together().rule().quantity());
  }

  @Test
  void shared_queries_isTheShareInAllOfThem() {
    assertEquals(1, LectureClaims.shared(List.of(List.of("a", "b"), List.of("b", "a"))));
    assertEquals(
        .25,
        LectureClaims.shared(
            Arrays.asList(
                List.of("a", "b", "c", "d"), List.of("a", "b", "e", "f"), List.of("a", "c"))));
  }
}
