package org.al4j.examples.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.plasm.PlasmArm;
import org.al4j.examples.plasm.PlasmVerdicts;
import org.al4j.examples.plasm.SourceCurves;
import org.al4j.metrics.curve.SeedCurve;
import org.junit.jupiter.api.Test;

/** The verdicts of PLASM's two programs on made-up results. */
class PlasmVerdictsTest {
  private static final PlasmVerdicts.Names NAMES =
      new PlasmVerdicts.Names("small", "big", "poor", "big", List.of("s", "r"));
  private static final double[] LESS_TIME = {0.4, 0.41, 0.42, 0.4, 0.39};

  @Test
  void plasm_asInThePaper_isConfirmed() {
    SourceCurves curves = new SourceCurves();
    add(curves, "s", PlasmArm.ITSELF, 0.80);
    add(curves, "s", PlasmArm.STUDENT, 0.70);
    add(curves, "s", PlasmArm.PSEUDO, 0.80);
    add(curves, "s", PlasmArm.CONFIDENT, 0.82);
    add(curves, "s", PlasmArm.TRACIN, 0.82);
    add(curves, "s", PlasmArm.BY_STUDENT, 0.75);
    add(curves, "s", PlasmArm.BY_ITSELF, 0.75);
    add(curves, "s", PlasmArm.BY_WEAK, 0.75);
    add(curves, "r", PlasmArm.STUDENT, 0.60);
    add(curves, "r", PlasmArm.PSEUDO, 0.70);
    assertEquals(List.of("confirmed"), verdicts(curves, LESS_TIME).stream().distinct().toList());
  }

  @Test
  void plasm_theOpposite_isRefuted() {
    SourceCurves curves = new SourceCurves();
    add(curves, "s", PlasmArm.ITSELF, 0.80);
    add(curves, "s", PlasmArm.STUDENT, 0.78);
    add(curves, "s", PlasmArm.PSEUDO, 0.75);
    add(curves, "s", PlasmArm.CONFIDENT, 0.70);
    add(curves, "s", PlasmArm.TRACIN, 0.70);
    add(curves, "s", PlasmArm.BY_STUDENT, 0.78);
    add(curves, "s", PlasmArm.BY_ITSELF, 0.78);
    add(curves, "s", PlasmArm.BY_WEAK, 0.78);
    add(curves, "r", PlasmArm.STUDENT, 0.60);
    add(curves, "r", PlasmArm.PSEUDO, 0.50);
    double[] moreTime = {0.1, 0.12, 0.11, 0.1, 0.09};
    assertEquals(List.of("refuted"), verdicts(curves, moreTime).stream().distinct().toList());
  }

  @Test
  void plasm_rowsThatWereNotRun_cannotBeTold() {
    SourceCurves curves = new SourceCurves();
    add(curves, "s", PlasmArm.STUDENT, 0.70);
    add(curves, "s", PlasmArm.PSEUDO, 0.80);
    List<String> verdicts = verdicts(curves, new double[0]);
    assertEquals("confirmed", verdicts.get(1));
    assertEquals(8, verdicts.stream().filter("cannot be told: not measured"::equals).count());
  }

  @Test
  void plasm_noDifference_cannotBeToldOrIsNoLoss() {
    SourceCurves curves = new SourceCurves();
    for (PlasmArm arm : PlasmArm.values()) {
      add(curves, "s", arm, 0.80);
    }
    assertEquals(
        List.of("confirmed", "cannot be told", "cannot be told: not measured"),
        verdicts(curves, new double[0]).stream().distinct().toList());
  }

  @Test
  void mismatch_asInThePaperOrNot_isConfirmedOrRefuted() {
    MismatchExperiment.Claims claims =
        MismatchExperiment.Claims.of("accuracy", "big", "small", List.of("s"));
    assertEquals(4, claims.all().size());
    assertEquals(
        List.of("confirmed", "confirmed", "confirmed", "confirmed"), mismatch(claims, 0.80, 0.70));
    assertEquals(List.of("refuted", "refuted", "refuted", "refuted"), mismatch(claims, 0.70, 0.85));
    assertEquals(
        List.of("confirmed", "cannot be told", "cannot be told", "cannot be told"),
        mismatch(claims, 0.80, 0.80));
  }

  @Test
  void mismatch_twoOfOneName_isRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> MismatchExperiment.Claims.of("accuracy", "big", "small", List.of("big")));
  }

  /** With labels of the student, and with labels of other kinds. */
  private static List<String> mismatch(
      MismatchExperiment.Claims claims, double kin, double foreign) {
    SourceCurves curves = new SourceCurves();
    add(curves, "big on its own labels", 0.80);
    add(curves, "s on its own labels", 0.80);
    add(curves, "big on labels of small", kin);
    add(curves, "big on labels of s", foreign);
    add(curves, "s on labels of small", foreign);
    add(curves, "s on labels of big", foreign);
    return verdicts(claims.all(), claims.measured(curves));
  }

  private static List<String> verdicts(SourceCurves curves, double[] saved) {
    PlasmVerdicts verdicts = PlasmVerdicts.of("accuracy", NAMES);
    assertEquals(9, verdicts.claims().size());
    return verdicts(verdicts.claims(), verdicts.measured(curves, saved));
  }

  private static List<String> verdicts(List<Claim> claims, Map<Claim, double[]> measured) {
    List<String> rows =
        new ClaimSheet("made up", claims, List.of()).after(measured).lines().skip(2).toList();
    assertTrue(rows.size() == claims.size(), () -> rows.toString());
    return rows.stream().map(row -> row.split("\\|", -1)[5].strip()).toList();
  }

  private static void add(SourceCurves curves, String successor, PlasmArm arm, double quality) {
    add(curves, PlasmVerdicts.curve(successor, arm), quality);
  }

  /** Five seeds around a quality, which differ by less than the margin. */
  private static void add(SourceCurves curves, String name, double quality) {
    for (int seed = 1; seed <= 5; seed++) {
      double other = quality + 0.001 * ((seed + name.length()) % 5 - 2);
      curves.add(name, new SeedCurve(seed, List.of(10, 20), List.of(other, other)));
    }
  }
}
