package org.al4j.strategies.multilabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;
import org.al4j.testkit.QueryStrategyContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Committees that disagree about label sets. */
class LabelCommitteeTest {
  private static final double LOG2 = Math.log(2);

  /** Scores {@code [m, n, C]} numbers. */
  private static double[] score(Utility utility, int members, int classes, float... values) {
    int n = values.length / members / classes;
    List<Instance> instances =
        IntStream.range(0, n).mapToObj(i -> Instance.ofText("i" + i, "text")).toList();
    FloatTable table = new FloatTable(values, new long[] {members, n, classes});
    double[] out = new double[n];
    try (Outputs block =
        Outputs.ofTables(0, instances, Map.of(Output.MEMBER_INDEPENDENT_PROBABILITIES, table))) {
      utility.score(block, out);
    }
    return out;
  }

  @Test
  void score_membersSureAndOpposed_isLogTwo() {
    // two members, two instances, two classes: opposed on one class of the first instance
    float[] values = {1, 1, 0.5f, 0.5f, 0, 1, 0.5f, 0.5f};
    double[] bald = score(new LabelBald(), 2, 2, values);
    double[] votes = score(new LabelVoteEntropy(), 2, 2, values);
    assertEquals(LOG2 / 2, bald[0], 1e-15);
    assertEquals(LOG2 / 2, votes[0], 1e-15);
    assertEquals(0, bald[1], 0, "both are undecided alike");
    assertEquals(0, votes[1], 0, "a half is no vote for the class");
  }

  @Test
  void labelBald_byHand_isTheInformationOfEachClass() {
    // p .25 and .75: H(.5) - H(.25)
    double quarter = Math.log(4) / 4 + 0.75 * Math.log(4.0 / 3);
    assertEquals(LOG2 - quarter, LabelBald.of(new double[] {0.25, 0.75}), 1e-15);
    // votes 1 of 3: H(1/3)
    double third = Math.log(3) / 3 + 2.0 / 3 * Math.log(1.5);
    assertEquals(third, LabelVoteEntropy.of(new double[] {0.9, 0.1, 0.2}), 1e-15);
  }

  @Test
  void score_randomMembers_isWithinItsRangeWhateverTheirOrder() {
    SplittableRandom random = new SplittableRandom(6);
    for (int run = 0; run < 200; run++) {
      double[] p = random.doubles(5).toArray();
      double[] turned = {p[4], p[2], p[0], p[3], p[1]};
      assertEquals(LabelBald.of(p), LabelBald.of(turned), 1e-12);
      assertEquals(LabelVoteEntropy.of(p), LabelVoteEntropy.of(turned), 0);
      assertTrue(LabelBald.of(p) >= 0 && LabelBald.of(p) <= LOG2);
    }
  }

  @Test
  void named_both_areThoseOfTheFactories() {
    assertEquals(MultiLabel.bald(), Strategies.named("label-bald"));
    assertEquals(MultiLabel.voteEntropy(), Strategies.named("label-vote-entropy"));
    assertEquals(Set.of(LabelSet.class), MultiLabel.bald().kinds());
  }

  @Nested
  class BaldContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return MultiLabel.bald();
    }

    @Override
    protected Annotation annotation(Labelled<ClassLabel> item) {
      return new LabelSet(List.of(item.annotation().name()));
    }
  }

  @Nested
  class VoteEntropyContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return MultiLabel.voteEntropy();
    }

    @Override
    protected Annotation annotation(Labelled<ClassLabel> item) {
      return new LabelSet(List.of(item.annotation().name()));
    }
  }
}
