package org.al4j.examples.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.al4j.metrics.curve.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdicts on made-up results. */
class ClaimSheetTest {
  private static final Rule GAIN = Rule.positive("accuracy of a less b");
  private static final Rule NO_LOSS = Rule.noLoss("accuracy of a less b", 0.01);

  @Test
  void verdict_intervalOnTheClaimedSide_isConfirmed() {
    assertEquals(ClaimVerdict.CONFIRMED, verdict(GAIN, 0.02, 0.03, 0.04, 0.03, 0.03));
    assertEquals(
        ClaimVerdict.CONFIRMED,
        verdict(Rule.negative("a less b"), -0.02, -0.03, -0.04, -0.03, -0.03));
    assertEquals(
        ClaimVerdict.CONFIRMED, verdict(Rule.above("share saved", 0.3), 0.5, 0.6, 0.5, 0.6, 0.55));
  }

  @Test
  void verdict_intervalOnTheOtherSide_isRefuted() {
    assertEquals(ClaimVerdict.REFUTED, verdict(GAIN, -0.02, -0.03, -0.04, -0.03, -0.03));
    assertEquals(
        ClaimVerdict.REFUTED, verdict(Rule.above("share saved", 0.3), 0.1, 0.2, 0.1, 0.2, 0.15));
  }

  @Test
  void verdict_intervalWithTheThreshold_cannotBeTold() {
    assertEquals(ClaimVerdict.UNDECIDED, verdict(GAIN, 0.05, -0.03, 0.04, -0.03, 0.01));
    // mean and spread are 0: the interval is the point 0, which is not above 0
    assertEquals(ClaimVerdict.UNDECIDED, verdict(GAIN, 0, 0, 0, 0, 0));
  }

  @Test
  void verdict_noLoss_needsMoreThanNoDifference() {
    assertEquals(ClaimVerdict.CONFIRMED, verdict(NO_LOSS, 0.001, -0.001, 0.002, 0, -0.002));
    // a wide interval around 0 proves nothing
    assertEquals(ClaimVerdict.UNDECIDED, verdict(NO_LOSS, 0.05, -0.05, 0.04, -0.04, 0));
    // a small loss that is surely there is still within the margin
    assertEquals(ClaimVerdict.CONFIRMED, verdict(NO_LOSS, -0.002, -0.003, -0.002, -0.003, -0.0025));
    assertEquals(ClaimVerdict.REFUTED, verdict(NO_LOSS, -0.02, -0.03, -0.02, -0.03, -0.025));
  }

  @Test
  void verdict_tooFewSeeds_cannotBeTold() {
    assertEquals(ClaimVerdict.UNDECIDED, verdict(GAIN, 0.5, 0.5, 0.5, 0.501));
    assertEquals(ClaimVerdict.UNDECIDED, verdict(GAIN, 0.5));
  }

  @Test
  void rule_badThresholdSeedsOrMargin_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Rule.above("x", Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Rule("x", 0, true, 2));
    assertThrows(IllegalArgumentException.class, () -> Rule.noLoss("x", 0));
  }

  @Test
  void sheet_beforeAndAfter_saysRulesAndVerdicts(@TempDir Path dir) throws Exception {
    Claim gain = new Claim("a is ahead", "Author 2020, table 1", "+.05", GAIN);
    Claim open = new Claim("a is no worse", "Author 2020", "", NO_LOSS);
    ClaimSheet sheet = new ClaimSheet("A against b", List.of(gain, open), List.of("x for y"));
    assertEquals(
        """
        A against b
        claim: a is ahead (Author 2020, table 1)
          judged by accuracy of a less b: confirmed if its 95 % interval over at least 5 seeds lies above 0, refuted if below, else it cannot be told
        claim: a is no worse (Author 2020)
          judged by accuracy of a less b: confirmed if its 95 % interval over at least 5 seeds lies above -0.01, refuted if below, else it cannot be told
        in place of the paper's: x for y
        """,
        sheet.before());
    Map<Claim, double[]> measured = Map.of(gain, new double[] {0.02, 0.03, 0.04, 0.03, 0.03});
    String table =
        """
        | claim | paper | ours | seeds | verdict |
        |---|---:|---:|---:|---|
        | a is ahead | +.05 | +0.030 [+0.021, +0.039] | 5 | confirmed |
        | a is no worse |  | - | 0 | cannot be told: not measured |
        """;
    assertEquals(table, sheet.after(measured));
    sheet.write(dir, measured);
    assertEquals(sheet.before() + "\n" + table, Files.readString(dir.resolve("claims.md")));
    String two = sheet.after(Map.of(gain, new double[] {0.02, 0.03}));
    assertTrue(two.contains("| +0.025 | 2 | cannot be told: it takes 5 seeds |"), two);
  }

  private static ClaimVerdict verdict(Rule rule, double... values) {
    return rule.verdict(Estimate.of(values));
  }
}
