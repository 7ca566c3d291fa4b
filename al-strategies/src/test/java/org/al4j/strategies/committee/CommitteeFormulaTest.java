package org.al4j.strategies.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The formulas by hand, and what must hold of any committee. */
class CommitteeFormulaTest {
  private static final double TIGHT = 1e-12;
  private static final Map<String, MemberRows.Formula> ALL =
      Map.of(
          "vote-entropy", VoteEntropy::of,
          "consensus-entropy", ConsensusEntropy::of,
          "mean-kl", MeanKl::of,
          "max-disagreement", MaxDisagreement::of,
          "bald", Bald::of);

  private static double of(MemberRows.Formula formula, double[]... members) {
    return formula.of(members, MemberRows.mean(members));
  }

  /**
   * Random distributions, some of them with zeros or certain, rounded to floats as models give
   * them.
   */
  private static double[][] committee(SplittableRandom random, int members, int classes) {
    double[][] p = new double[members][classes];
    for (double[] row : p) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        row[k] = random.nextInt(4) == 0 ? 0 : Math.pow(random.nextDouble(), 4);
        sum += row[k];
      }
      for (int k = 0; k < classes; k++) {
        row[k] = sum == 0 ? (k == 0 ? 1 : 0) : (float) (row[k] / sum);
      }
    }
    return p;
  }

  @Test
  void of_threeMembersByHand_givesTheExactNumbers() {
    double[][] members = {{.5, .5}, {.5, .5}, {.8, .2}}; // consensus .6 .4
    assertEquals(0, of(VoteEntropy::of, members), "ties vote for the first class");
    assertEquals(0.6730116670092565, of(ConsensusEntropy::of, members), TIGHT);
    assertEquals(0.0915162218, of(MaxDisagreement::of, members), 1e-10);
    assertEquals(0.0441127388, of(MeanKl::of, members), 1e-10);
    assertEquals(0.6730116670092565 - 0.6288989282, of(Bald::of, members), 1e-10);
  }

  @Test
  void of_twoToOneVotes_givesTheirEntropy() {
    double[][] members = {{.6, .3, .1}, {.4, .35, .25}, {.1, .8, .1}};
    assertEquals(0.6365141682948128, of(VoteEntropy::of, members), TIGHT);
  }

  @Test
  void of_certainOpposites_reachTheUpperBound() {
    double[][] members = {{1, 0}, {0, 1}};
    ALL.forEach((name, formula) -> assertEquals(Math.log(2), of(formula, members), TIGHT, name));
    double[][] oneAgainstThree = {{1, 0}, {1, 0}, {1, 0}, {0, 1}};
    assertEquals(Math.log(4), of(MaxDisagreement::of, oneAgainstThree), TIGHT, "log m");
  }

  @Test
  void variance_byHand_isTheSampleVariance() {
    assertEquals(7.0 / 3, Variance.of(new double[] {1, 2, 4}), TIGHT);
    assertEquals(2, Variance.of(new double[] {-1, 1}), TIGHT);
    assertEquals(0, Variance.of(new double[] {0.1f, 0.1f, 0.1f}), "agreement is exactly 0");
    assertEquals(0, Variance.of(new double[] {5}), "one member cannot disagree");
    assertEquals(0.5, Variance.of(new double[] {1e8, 1e8 + 1}), "no cancellation");
  }

  @Test
  void of_anyCommittee_baldIsConsensusLessMeanEntropyIsMeanKl() {
    SplittableRandom random = new SplittableRandom(5);
    for (int t = 0; t < 2000; t++) {
      double[][] members = committee(random, 1 + random.nextInt(12), 2 + random.nextInt(9));
      double meanEntropy = 0;
      for (double[] member : members) {
        meanEntropy += MemberRows.entropy(member) / members.length;
      }
      double bald = of(Bald::of, members);
      // rows of floats sum to one within 1e-7 only, which moves neither side of the identity apart
      assertEquals(of(ConsensusEntropy::of, members) - meanEntropy, bald, TIGHT);
      assertEquals(of(MeanKl::of, members), bald, TIGHT);
      assertTrue(of(MaxDisagreement::of, members) >= of(MeanKl::of, members) - TIGHT);
    }
  }

  @Test
  void of_anyCommittee_staysInItsRange() {
    SplittableRandom random = new SplittableRandom(6);
    for (int t = 0; t < 2000; t++) {
      int m = 1 + random.nextInt(6);
      int classes = 2 + random.nextInt(4);
      double[][] members = committee(random, m, classes);
      double both = Math.log(Math.min(m, classes));
      Map<String, Double> bounds =
          Map.of(
              "vote-entropy",
              both,
              "consensus-entropy",
              Math.log(classes),
              "mean-kl",
              both,
              "max-disagreement",
              Math.log(m),
              "bald",
              both);
      ALL.forEach(
          (name, formula) -> {
            double value = of(formula, members);
            assertTrue(value >= 0 && value <= bounds.get(name) + 1e-6, name + " " + value);
          });
    }
  }

  @Test
  void of_oneMember_onlyItsEntropyIsLeft() {
    double[][] member = {{.7f, .2f, .1f}};
    assertEquals(MemberRows.entropy(member[0]), of(ConsensusEntropy::of, member));
    for (String name : List.of("vote-entropy", "mean-kl", "max-disagreement", "bald")) {
      assertEquals(0, of(ALL.get(name), member), name);
    }
  }

  @Test
  void of_oneClass_isZero() {
    double[][] members = {{1}, {1}, {1}};
    ALL.forEach((name, formula) -> assertEquals(0, of(formula, members), name));
  }

  @Test
  void of_agreement_isExactlyZeroSoThatTiesAreTies() {
    SplittableRandom random = new SplittableRandom(7);
    for (int t = 0; t < 500; t++) {
      double[] row = committee(random, 1, 7)[0];
      double[][] members =
          Collections.nCopies(1 + random.nextInt(30), row).toArray(double[][]::new);
      for (String name : List.of("vote-entropy", "mean-kl", "max-disagreement", "bald")) {
        assertEquals(0, of(ALL.get(name), members), name);
      }
    }
  }

  @Test
  void of_otherOrderOfMembers_givesTheSame() {
    SplittableRandom random = new SplittableRandom(8);
    for (int t = 0; t < 200; t++) {
      double[][] members = committee(random, 6, 4);
      List<double[]> shuffled = new ArrayList<>(List.of(members));
      Collections.shuffle(shuffled, new Random(t));
      ALL.forEach(
          (name, formula) ->
              assertEquals(
                  of(formula, members),
                  of(formula, shuffled.toArray(double[][]::new)),
                  TIGHT,
                  name));
    }
  }
}
