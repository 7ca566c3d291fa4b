package org.al4j.strategies.multilabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Output;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.strategies.Strategies;
import org.junit.jupiter.api.Test;

class MultiLabelFormulaTest {
  private static final double LOG2 = Math.log(2);
  private static final LabelSpace TWO = LabelSpace.of("a", "b");
  private static final LabelSpace FOUR = LabelSpace.of("a", "b", "c", "d");

  private static final List<QueryStrategy> ALL =
      List.of(
          MultiLabel.meanEntropy(),
          MultiLabel.maxEntropy(),
          MultiLabel.meanMargin(),
          MultiLabel.cardinality(),
          MultiLabel.adaptive(),
          MultiLabel.cvirs());

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int k : set) {
      bits.set(k);
    }
    return bits;
  }

  private static float[] row(double... p) {
    float[] row = new float[p.length];
    for (int k = 0; k < p.length; k++) {
      row[k] = (float) p[k];
    }
    return row;
  }

  private static List<Labelled<LabelSet>> someLabelled() {
    return List.of(
        SetModel.labelled("l1", "a"),
        SetModel.labelled("l2", "a", "b"),
        SetModel.labelled("l3"),
        SetModel.labelled("l4", "c", "d"));
  }

  @Test
  void entropies_certainAndUndecided_areZeroAndLogTwo() {
    assertEquals(0, MeanLabelEntropy.of(row(0, 1), 0, 2));
    assertEquals(0, MaxLabelEntropy.of(row(0, 1), 0, 2));
    assertEquals(LOG2, MeanLabelEntropy.of(row(0.5, 0.5), 0, 2), 1e-15);
    assertEquals(LOG2 / 2, MeanLabelEntropy.of(row(0.5, 1), 0, 2), 1e-15);
    assertEquals(LOG2, MaxLabelEntropy.of(row(0.5, 1), 0, 2), 1e-15);
    // H(1/4) = 1/4 log 4 + 3/4 log 4/3
    double quarter = Math.log(4) / 4 + 0.75 * Math.log(4.0 / 3);
    assertEquals(quarter / 2, MeanLabelEntropy.of(row(0.25, 0), 0, 2), 1e-15);
  }

  @Test
  void meanMargin_probabilities_isOneMinusTheMeanDistanceFromTheirComplement() {
    assertEquals(1, MeanLabelMargin.of(row(0.5, 0.5), 0, 2));
    assertEquals(0, MeanLabelMargin.of(row(0, 1), 0, 2));
    assertEquals((0.5 + 0.5) / 2, MeanLabelMargin.of(row(0.25, 0.75), 0, 2));
  }

  @Test
  void cardinality_thresholdItself_isNotPredicted() {
    CardinalityInconsistency utility = new CardinalityInconsistency(1.5, 0.5);
    assertEquals(1.5, utility.of(row(0.5, 0.25), 0, 2));
    assertEquals(0.5, utility.of(row(0.75, 0.25), 0, 2));
    assertEquals(0.5, utility.of(row(0.75, 0.625), 0, 2));
  }

  @Test
  void separation_logOdds_areBetweenThePredictedAndTheOthers() {
    SeparatedCardinality utility = new SeparatedCardinality(1, 0.5, 0.5);
    // log-odds of 3/4 and 1/4 are log 3 and -log 3; 0 and 1 do not count beside them
    assertEquals(2 * Math.log(3), utility.margin(row(0.75, 0.25, 1, 0), 0, 4), 1e-12);
    assertEquals(
        Math.log(3), utility.margin(row(0.25, 0), 0, 2), 1e-12, "none: from the threshold");
    assertEquals(Math.log(3), utility.margin(row(0.75, 1), 0, 2), 1e-12, "all: from the threshold");
    assertEquals(Double.POSITIVE_INFINITY, utility.margin(row(1, 0), 0, 2));
    assertEquals(
        2 * Math.log(3),
        new SeparatedCardinality(1, 0.5, 0.25).margin(row(0.75, 0.25), 0, 2),
        1e-12,
        "the margin does not depend on where between them the threshold is");
  }

  @Test
  void utilities_probabilityAboveOneByRounding_countsAsOne() {
    float[] p = row(1.0005, 0.25);
    assertEquals(MeanLabelEntropy.of(row(1, 0.25), 0, 2), MeanLabelEntropy.of(p, 0, 2));
    assertEquals(0, MaxLabelEntropy.of(row(1.0005), 0, 1));
    assertEquals(MeanLabelMargin.of(row(1, 0.25), 0, 2), MeanLabelMargin.of(p, 0, 2));
    assertEquals(Double.POSITIVE_INFINITY, new SeparatedCardinality(1, 0.5, 0.5).margin(p, 0, 2));
  }

  @Test
  void distance_byHand_isTheNormalisedEntropyDistance() {
    assertEquals(0, SetDistance.of(4, bits(0, 1), bits(0, 1)));
    assertEquals(1, SetDistance.of(4, bits(0, 1), bits(2, 3)), 0, "they differ everywhere");
    assertEquals(0, SetDistance.of(4, bits(), bits()));
    assertEquals(1, SetDistance.of(4, bits(), bits(0, 1, 2, 3)));
    // independent halves: H(x, y) = 2 bits, H(x) = H(y) = 1 bit
    assertEquals(1, SetDistance.of(4, bits(0, 1), bits(0, 2)), 1e-12);
    // an empty set knows nothing: H(x, y) = H(y), so (2 H(y) - H(y)) / H(y)
    assertEquals(1, SetDistance.of(4, bits(), bits(0)), 1e-12);
    // cells 1, 1, 0, 2 of 4: H(x, y) = 1.5 bits, H(x) = 1, H(y) = H(1/4)
    double quarter = 0.25 * 2 + 0.75 * (Math.log(4.0 / 3) / LOG2);
    assertEquals((3 - 1 - quarter) / 1.5, SetDistance.of(4, bits(0, 1), bits(0)), 1e-12);
  }

  @Test
  void distance_anyPair_isSymmetricAndWithinItsRange() {
    for (int x = 0; x < 32; x++) {
      for (int y = 0; y < 32; y++) {
        BitSet one = BitSet.valueOf(new long[] {x});
        BitSet other = BitSet.valueOf(new long[] {y});
        double distance = SetDistance.of(5, one, other);
        assertTrue(distance >= 0 && distance <= 1, x + " " + y + ": " + distance);
        assertEquals(distance, SetDistance.of(5, other, one), 1e-12);
        assertEquals(x == y, distance < 1e-9, x + " " + y + ": 0 for equal sets alone");
      }
    }
  }

  @Test
  void cvirs_byHand_isTheRankScoreTimesTheInconsistency() {
    SetModel model =
        new SetModel(TWO)
            .put("x", row(0.625, 0.9))
            .put("y", row(0.5, 0.85))
            .put("z", row(0.375, 0.9));
    // places, class a: y 1, x and z share 2.5; class b: the same
    double shared = ((3 - 2.5) + (3 - 2.5)) / 2 / 2;
    // predicted: x {a, b}, y {b}, z {b}; {b} differs everywhere from {a} and is {b} itself; the
    // constant {a, b} has (2 H - H) / H = 1 to each
    Pool<LabelSet> pool =
        model.pool(
            model.instances(), List.of(SetModel.labelled("l", "a"), SetModel.labelled("m", "b")));
    List<Selected> items = model.select(MultiLabel.cvirs(), pool, 3).items();
    assertEquals(List.of("y", "x", "z"), items.stream().map(i -> i.instance().id()).toList());
    assertEquals(0.5, items.get(0).utility(), 1e-12);
    assertEquals(shared, items.get(1).utility(), 1e-12);
    assertEquals(shared / 2, items.get(2).utility(), 1e-12);
  }

  @Test
  void cvirs_oneCandidate_hasTheLargestRankScore() {
    SetModel model = new SetModel(TWO).put("x", row(1, 0));
    Pool<LabelSet> pool = model.pool(model.instances(), List.of(SetModel.labelled("l", "b")));
    assertEquals(1, model.select(MultiLabel.cvirs(), pool, 1).items().get(0).utility());
  }

  @Test
  void select_classesInOtherOrder_choosesTheSame() {
    SetModel model = SetModel.random(60, FOUR, 3);
    SetModel turned = new SetModel(LabelSpace.of("d", "c", "b", "a"));
    for (Instance instance : model.instances()) {
      float[] row = model.row(instance.id());
      turned.put(instance.id(), row[3], row[2], row[1], row[0]);
    }
    for (QueryStrategy strategy : ALL) {
      Pool<LabelSet> pool = model.pool(model.instances(), someLabelled());
      List<Selected> expected = model.select(strategy, pool, 60).items();
      List<Selected> found = turned.select(strategy, pool, 60).items();
      for (int i = 0; i < 60; i++) {
        assertEquals(expected.get(i).utility(), found.get(i).utility(), 1e-12, strategy.describe());
      }
    }
  }

  @Test
  void select_ties_goToTheSmallerId() {
    SetModel model = new SetModel(TWO);
    for (int i = 0; i < 20; i++) {
      model.put("i" + (char) ('a' + i), 0.25f, 0.75f);
    }
    List<Instance> shuffled = model.instances();
    Collections.shuffle(shuffled, new Random(1));
    for (QueryStrategy strategy : ALL) {
      Pool<LabelSet> pool = model.pool(shuffled, someLabelledOf(TWO));
      assertEquals(
          List.of("ia", "ib", "ic"), model.select(strategy, pool, 3).ids(), strategy.describe());
    }
  }

  private static List<Labelled<LabelSet>> someLabelledOf(LabelSpace labels) {
    return List.of(SetModel.labelled("l1", labels.name(0)), SetModel.labelled("l2"));
  }

  @Test
  void select_zerosOnesAndHalves_givesNumbersWithinTheRange() {
    SetModel model = SetModel.random(200, FOUR, 8);
    model.put("zeros", 0, 0, 0, 0).put("ones", 1, 1, 1, 1).put("halves", .5f, .5f, .5f, .5f);
    Pool<LabelSet> pool = model.pool(model.instances(), someLabelled());
    double[] largest = {LOG2, LOG2, 1, 4, Double.MAX_VALUE, 1};
    for (int s = 0; s < ALL.size(); s++) {
      for (Selected item : model.select(ALL.get(s), pool, 203).items()) {
        assertTrue(
            item.utility() >= 0 && item.utility() <= largest[s] + 1e-12,
            ALL.get(s).describe() + " of " + item);
      }
    }
  }

  @Test
  void select_labelCopies_doNotChangeMeans() {
    SetModel model = SetModel.random(50, FOUR, 5);
    List<Labelled<LabelSet>> once = someLabelled();
    UnaryOperator<Labelled<LabelSet>> copy =
        item -> SetModel.labelled("again-" + item.instance().id(), names(item));
    List<Labelled<LabelSet>> twice = Stream.concat(once.stream(), once.stream().map(copy)).toList();
    for (QueryStrategy strategy : ALL) {
      List<Selected> expected =
          model.select(strategy, model.pool(model.instances(), once), 50).items();
      List<Selected> found =
          model.select(strategy, model.pool(model.instances(), twice), 50).items();
      for (int i = 0; i < 50; i++) {
        assertEquals(expected.get(i).utility(), found.get(i).utility(), 1e-12, strategy.describe());
      }
    }
  }

  private static String[] names(Labelled<LabelSet> item) {
    return item.annotation().names().toArray(String[]::new);
  }

  @Test
  void select_nothingLabelled_isRefusedWhereLabelsAreReadAndDoneWhereNot() {
    SetModel model = SetModel.random(10, FOUR, 1);
    Pool<LabelSet> pool = model.pool(model.instances(), List.of());
    for (QueryStrategy strategy : ALL.subList(0, 3)) {
      assertEquals(2, model.select(strategy, pool, 2).items().size());
    }
    for (QueryStrategy strategy : ALL.subList(3, 6)) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> model.select(strategy, pool, 2));
      assertTrue(
          e.getMessage()
              .endsWith(
                  " compares with labelled instances, the pool has none; choose the first query"
                      + " with random"),
          e.getMessage());
    }
  }

  @Test
  void select_poolOfClassLabels_namesTheInstanceAndTheKind() {
    SetModel model = SetModel.random(10, FOUR, 1);
    List<Instance> all = model.instances();
    Pool<ClassLabel> pool =
        Pool.<ClassLabel>unlabelled(all)
            .label(List.of(new Labelled<>(all.get(0), new ClassLabel("a"))));
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> model.select(MultiLabel.cvirs(), pool, 2));
    assertEquals(
        "CVIRS is for label sets; instance 'i000' is labelled with a ClassLabel", e.getMessage());
  }

  @Test
  void cvirs_modelOfOtherClasses_isRefused() {
    SetModel model = new SetModel(FOUR).put("x", row(0.5, 0.5));
    Pool<LabelSet> pool = model.pool(model.instances(), someLabelled());
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> model.select(MultiLabel.cvirs(), pool, 1));
    assertTrue(e.getMessage().contains("each of the 4 classes, found 2"), e.getMessage());
  }

  @Test
  void named_allAndTheirParameters_areThoseOfTheFactories() {
    assertEquals(MultiLabel.meanEntropy(), Strategies.named("mean-label-entropy"));
    assertEquals(MultiLabel.maxEntropy(), Strategies.named("max-label-entropy"));
    assertEquals(MultiLabel.meanMargin(), Strategies.named("mean-label-margin"));
    assertEquals(MultiLabel.cardinality(), Strategies.named("label-cardinality"));
    assertEquals(MultiLabel.adaptive(), Strategies.named("adaptive-multi-label"));
    assertEquals(MultiLabel.cvirs(), Strategies.named("cvirs"));
    assertEquals(new Cvirs(0.25), Strategies.named("cvirs(threshold=0.25)"));
    assertEquals(
        new AdaptiveMultiLabel(0.75, 0.25),
        Strategies.named("adaptive-multi-label(weight=0.75,threshold=0.25)"));
    assertThrows(
        InvalidInputException.class, () -> Strategies.named("label-cardinality(threshold=1.5)"));
    assertFalse(new Cvirs(0.25).describe().equals(new Cvirs(0.5).describe()));
  }

  @Test
  void needs_all_areIndependentProbabilities() {
    for (QueryStrategy strategy : ALL) {
      assertEquals(Set.of(Output.INDEPENDENT_PROBABILITIES), strategy.needs());
    }
  }
}
