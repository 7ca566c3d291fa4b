package org.al4j.examples.ups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.al4j.core.log.Iteration;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ClaimVerdict;
import org.al4j.examples.ups.SubsamplingSeed.Arm;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.ups.UpsRound;
import org.junit.jupiter.api.Test;

/** The verdicts on made-up results. */
class SubsamplingClaimsTest {
  private static final int QUERIES = 7;

  /**
   * A seed.
   *
   * @param ups quality of UPS less full scoring
   * @param random of the random subsample less full scoring
   * @param share of passes and of time that a sampled query takes
   * @param top of each query in each top by the model before
   * @param large times the small one's time
   */
  private record MadeUp(double ups, double random, double share, double top, double large) {
    SubsamplingSeed seed(int seed) {
      double noise = 0.001 * (seed % 3);
      Map<Arm, SeedCurve> curves = new EnumMap<>(Arm.class);
      curves.put(Arm.FULL, curve(seed, 0.8));
      curves.put(Arm.UPS, curve(seed, 0.8 + ups + noise));
      curves.put(Arm.RANDOM, curve(seed, 0.8 + random + noise));
      curves.put(Arm.LARGE, curve(seed, 0.9));
      Map<Arm, AcquisitionRecord> records = new EnumMap<>(Arm.class);
      records.put(Arm.FULL, record(1, 1, Math.min(1, top + noise)));
      records.put(Arm.UPS, record(1, share + noise, 0));
      records.put(Arm.RANDOM, record(1, share, 0));
      records.put(Arm.LARGE, record(large, 1 + noise, 0));
      return new SubsamplingSeed(curves, records);
    }

    private static SeedCurve curve(int seed, double quality) {
      return new SeedCurve(seed, List.of(10, 20), List.of(quality - 0.1, quality + 0.1));
    }

    /** Queries 0 and 1 in full, the others in part; a second to fit, a second to choose of all. */
    private static AcquisitionRecord record(double slower, double share, double top) {
      List<Iteration> history = new ArrayList<>();
      List<UpsRound> passes = new ArrayList<>();
      Map<Integer, List<Double>> tops = new HashMap<>();
      for (int round = 0; round <= QUERIES; round++) {
        boolean full = share == 1 || round <= 2;
        double part = full ? 1 : share;
        double select = round == 0 ? 0 : slower * part;
        history.add(new Iteration(round, 10, 1000, 0, Map.of(), select, slower, 9));
        if (round > 0) {
          int scored = (int) (1000 * part);
          passes.add(new UpsRound(round, full, 1000, scored, 0, scored));
        }
        if (round > 1) {
          tops.put(round - 1, AcquisitionRecord.TOPS.stream().map(one -> top).toList());
        }
      }
      return new AcquisitionRecord(history, passes, tops);
    }
  }

  @Test
  void verdicts_asThePaperSays_areConfirmed() {
    assertEquals(
        List.of(ClaimVerdict.CONFIRMED), verdicts(new MadeUp(0, -0.05, 0.11, 0.999, 4), 5));
  }

  @Test
  void verdicts_theContrary_areRefuted() {
    assertEquals(
        List.of(ClaimVerdict.REFUTED), verdicts(new MadeUp(-0.05, 0.05, 0.5, 0.1, 0.5), 5));
  }

  @Test
  void verdicts_fourSeeds_cannotBeTold() {
    assertEquals(
        List.of(ClaimVerdict.UNDECIDED), verdicts(new MadeUp(0, -0.05, 0.11, 0.999, 4), 4));
  }

  @Test
  void measured_queriesOrLargeModelThatAreNot_haveNoValue() {
    SubsamplingSeed whole = new MadeUp(0, 0, 0.11, 1, 4).seed(1);
    Map<Arm, AcquisitionRecord> records = new EnumMap<>(whole.records());
    records.remove(Arm.LARGE);
    AcquisitionRecord full = whole.of(Arm.FULL);
    records.put(
        Arm.FULL,
        new AcquisitionRecord(
            full.history(), full.passes(), Map.of(1, full.tops().get(1), 2, full.tops().get(2))));
    SubsamplingClaims claims = SubsamplingClaims.of("accuracy", false);
    Map<Claim, double[]> measured =
        claims.measured(List.of(new SubsamplingSeed(whole.curves(), records)));
    List<String> lacking =
        claims.claims().stream()
            .filter(claim -> !measured.containsKey(claim))
            .map(Claim::published)
            .toList();
    assertEquals(List.of("0.924", "1.000", "+.63 (5537 s for 15123 s)"), lacking);
    String table = new ClaimSheet("x", claims.claims(), List.of()).after(measured);
    assertEquals(3, table.lines().filter(line -> line.contains("not measured")).count(), table);
  }

  @Test
  void seed_numbers_areOfTheSampledQueriesOnly() {
    SubsamplingSeed seed = new MadeUp(0.01, -0.02, 0.1, 0.5, 4).seed(0);
    assertEquals(IntStream.rangeClosed(3, 7).boxed().toList(), List.copyOf(seed.sampled()));
    assertEquals(0.1, seed.passes(), 1e-12);
    assertEquals(0.1, seed.seconds(), 1e-12);
    assertEquals(0.01, seed.gain(Arm.UPS), 1e-12);
    assertEquals(0.5, seed.top(6, 0.1));
    // 7 fits and 2.5 s to choose, for 28 and 28
    assertEquals(1 - 9.5 / 56, seed.saved(), 1e-12);
  }

  @Test
  void tables_ofOneSeed_haveARowForEachArmQueryAndTop() {
    SubsamplingTables tables =
        new SubsamplingTables("accuracy", List.of(new MadeUp(0.01, -0.02, 0.1, 0.5, 4).seed(0)));
    assertTrue(
        tables.quality().contains("| UPS | 0.810 | +0.010 (1/0/0) | 2500 | 7.0 | 2.50 | 9.5 |"),
        tables.quality());
    assertTrue(
        tables.times().contains("| 2 | 1.00 | 1.000 | 1.00 | 0.100 | 1.00 | 0.100 | 4.00 | 4.000"),
        tables.times());
    assertTrue(
        tables.times().contains("| all | 7.0 | 7.00 | 7.0 | 2.50 | 7.0 | 2.50 | 28.0 | 28.00 |"),
        tables.times());
    assertEquals(7, tables.tops().lines().count());
    assertFalse(tables.tops().contains("query 0"));
  }

  /** The different ones among those of all claims, of classes and of tags. */
  private static List<ClaimVerdict> verdicts(MadeUp madeUp, int seeds) {
    List<SubsamplingSeed> all = IntStream.rangeClosed(1, seeds).mapToObj(madeUp::seed).toList();
    List<ClaimVerdict> verdicts = new ArrayList<>();
    for (boolean tags : List.of(false, true)) {
      SubsamplingClaims.of("accuracy", tags)
          .measured(all)
          .forEach((claim, values) -> verdicts.add(claim.rule().verdict(Estimate.of(values))));
    }
    assertEquals(16, verdicts.size());
    return verdicts.stream().distinct().toList();
  }
}
