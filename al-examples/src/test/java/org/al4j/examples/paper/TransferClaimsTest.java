package org.al4j.examples.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimVerdict;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.SeedCurve;
import org.junit.jupiter.api.Test;

/** Verdicts on made-up curves; three of four test texts are of one class. */
class TransferClaimsTest {
  private static final List<Integer> LABELS = List.of(10, 100);

  private static TransferClaims claims() {
    List<Labelled<ClassLabel>> test = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String label = i < 3 ? "a" : "b";
      test.add(new Labelled<>(Instance.ofText("t" + i, "text " + i), new ClassLabel(label)));
    }
    return TransferClaims.of(LABELS, test);
  }

  /** Five seeds, a thousandth apart. */
  private static List<SeedCurve> curves(double few, double many, double noise) {
    List<SeedCurve> seeds = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      double off = seed % 2 == 0 ? noise : -noise;
      seeds.add(new SeedCurve(seed, LABELS, List.of(few + off, many - off)));
    }
    return seeds;
  }

  private static List<ClaimVerdict> verdicts(
      List<SeedCurve> scratch, List<SeedCurve> tuned, List<SeedCurve> head) {
    TransferClaims claims = claims();
    Map<Claim, double[]> measured =
        claims.measured(
            Map.of(
                TransferClaims.SCRATCH,
                scratch,
                TransferClaims.TUNED,
                tuned,
                TransferClaims.HEAD,
                head));
    return List.of(claims.first(), claims.shrinks(), claims.overHead()).stream()
        .map(
            claim ->
                measured.get(claim).length == 0
                    ? ClaimVerdict.UNDECIDED
                    : claim.rule().verdict(Estimate.of(measured.get(claim))))
        .toList();
  }

  @Test
  void verdicts_asThePosterFound_areConfirmed() {
    assertEquals(0.75, claims().majority());
    List<ClaimVerdict> all =
        verdicts(curves(0.6, 0.9, 0.001), curves(0.85, 0.93, 0.001), curves(0.8, 0.85, 0.001));
    assertEquals(List.of(ClaimVerdict.CONFIRMED), all.stream().distinct().toList());
  }

  @Test
  void verdicts_theContrary_areRefuted() {
    List<ClaimVerdict> all =
        verdicts(curves(0.87, 0.8, 0.001), curves(0.85, 0.83, 0.001), curves(0.8, 0.85, 0.001));
    assertEquals(List.of(ClaimVerdict.REFUTED), all.stream().distinct().toList());
  }

  @Test
  void verdicts_noise_cannotBeTold() {
    List<ClaimVerdict> all =
        verdicts(curves(0.85, 0.9, 0.05), curves(0.85, 0.9, 0.01), curves(0.85, 0.9, 0.05));
    assertEquals(List.of(ClaimVerdict.UNDECIDED), all.stream().distinct().toList());
  }

  /** With all labels random weights say the most frequent class: they were not trained. */
  @Test
  void verdicts_randomWeightsLearntNothing_gapIsNotJudged() {
    List<ClaimVerdict> all =
        verdicts(curves(0.75, 0.75, 0), curves(0.8, 0.93, 0.001), curves(0.8, 0.85, 0.001));
    assertEquals(
        List.of(ClaimVerdict.CONFIRMED, ClaimVerdict.UNDECIDED, ClaimVerdict.CONFIRMED), all);
  }
}
