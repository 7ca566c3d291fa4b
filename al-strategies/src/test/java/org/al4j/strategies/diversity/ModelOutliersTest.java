package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Selected;
import org.junit.jupiter.api.Test;

class ModelOutliersTest {
  private static final float[] LECTURE = {-0.12f, 0.22f, 1.18f, 1.95f, 2.52f};

  @Test
  void rank_lecturesExample_isATenth() {
    assertEquals(.10, ActivationRanks.rank(LECTURE, 0.05), 1e-7);
  }

  @Test
  void rank_endsAndReferenceValues_arePiecewiseLinear() {
    assertEquals(0, ActivationRanks.rank(LECTURE, -0.13));
    assertEquals(0, ActivationRanks.rank(LECTURE, -0.12f));
    assertEquals(.2, ActivationRanks.rank(LECTURE, 0.22f), 1e-12);
    assertEquals(.6, ActivationRanks.rank(LECTURE, 1.95f), 1e-12);
    assertEquals(.8, ActivationRanks.rank(LECTURE, Math.nextDown(2.52f)), 1e-1);
    assertEquals(1, ActivationRanks.rank(LECTURE, 2.52f));
    assertEquals(1, ActivationRanks.rank(LECTURE, 99));
  }

  @Test
  void rank_ties_takeTheLastIndex() {
    float[] ties = {1, 1, 1, 2};
    assertEquals(.5, ActivationRanks.rank(ties, 1));
    assertEquals(.625, ActivationRanks.rank(ties, 1.5));
    assertEquals(1, ActivationRanks.rank(new float[] {3, 3}, 3));
  }

  private static TableModel model() {
    float[][] x = {
      {0.05f, 0},
      {9, 9},
      {-9, -9},
      {1.18f, 9}, // candidates
      {2.52f, 1},
      {1.95f, 2},
      {1.18f, 3},
      {0.22f, 4},
      {-0.12f, 5} // held out
    };
    return new TableModel(x, x);
  }

  @Test
  void select_heldOutReference_isMinusTheMeanRank() {
    TableModel model = model();
    List<Selected> items =
        model
            .select(
                new ModelOutliers(Set.of(Output.LOGITS), model.instances().subList(4, 9), 1),
                model.pool(4),
                Budget.items(4),
                1)
            .items();
    double[] utilities = items.stream().mapToDouble(Selected::utility).toArray();
    assertArrayEquals(new double[] {0, -.05, -.7, -1}, utilities, 1e-7);
    assertEquals(
        List.of("i0002", "i0000", "i0003", "i0001"),
        items.stream().map(item -> item.instance().id()).toList());
  }

  @Test
  void select_twoLayers_isTheMeanOverAllNeurons() {
    TableModel model = model();
    double[] one = utilities(model, Set.of(Output.LOGITS));
    double[] both = utilities(model, Set.of(Output.LOGITS, Output.EMBEDDING)); // the same numbers
    assertArrayEquals(one, both, 1e-12);
  }

  private static double[] utilities(TableModel model, Set<Output> layers) {
    return model
        .select(
            new ModelOutliers(layers, model.instances().subList(4, 9), 1),
            model.pool(4),
            Budget.items(4),
            1)
        .items()
        .stream()
        .mapToDouble(Selected::utility)
        .toArray();
  }

  @Test
  void select_noReference_ranksAmongCandidates() {
    TableModel model = model();
    int[] rows = model.rows(Diversity.modelOutliers(List.of()), model.pool(4), 4, 1);
    assertArrayEquals(new int[] {2, 0, 3, 1}, rows);
  }

  @Test
  void settings_otherOutputs_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ModelOutliers(Set.of(), List.of(), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ModelOutliers(Set.of(Output.PROBABILITIES), List.of(), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ModelOutliers(Set.of(Output.LOGITS), List.of(), 0));
  }
}
