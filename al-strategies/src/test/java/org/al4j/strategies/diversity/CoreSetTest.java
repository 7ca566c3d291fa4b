package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Selected;
import org.junit.jupiter.api.Test;

class CoreSetTest {
  private static final TableModel REFERENCE =
      new TableModel(References.table("embeddings.tsv"), References.table("probabilities.tsv"));

  @Test
  void select_referenceOfLengthOne_picksAndDistancesEqualSmallText() {
    List<Selected> items =
        REFERENCE
            .select(
                new CoreSet(Distance.COSINE),
                REFERENCE.pool(200, References.integers("labelled")),
                Budget.items(10),
                1)
            .items();
    int[] rows = items.stream().mapToInt(item -> TableModel.row(item.instance().id())).toArray();
    assertArrayEquals(References.integers("core-set-normalised"), rows);
    double[] distances = References.values("core-set-normalised-distances");
    for (int i = 0; i < distances.length; i++) {
      assertEquals(distances[i], items.get(i).utility(), 1e-6);
    }
  }

  @Test
  void select_reference_picksEqualSmallTextAndAlToolbox() {
    int[] rows =
        REFERENCE.rows(
            Diversity.coreSet(), REFERENCE.pool(200, References.integers("labelled")), 10, 1);
    assertArrayEquals(References.integers("core-set-raw"), rows);
  }

  @Test
  void select_referenceWithoutLabelled_startsAtTheSmallestIdAsAlToolbox() {
    int[] unlabelled = References.unlabelled();
    float[][] embeddings =
        IntStream.of(unlabelled).mapToObj(i -> REFERENCE.embeddings()[i]).toArray(float[][]::new);
    TableModel model = new TableModel(embeddings, embeddings);
    int[] rows = model.rows(Diversity.coreSet(), model.pool(190), 10, 1);
    assertArrayEquals(References.integers("core-set-without-labelled"), rows);
  }

  /** The definition: at each pick all distances to all centres. */
  private static int[] naive(TableModel model, int count, int[] labelled, int wanted) {
    List<Integer> centres = new java.util.ArrayList<>(IntStream.of(labelled).boxed().toList());
    int[] picks = new int[wanted];
    for (int p = 0; p < wanted; p++) {
      int best = -1;
      double farthest = -1;
      for (int i = 0; i < count; i++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int c : centres) {
          nearest = Math.min(nearest, squared(model.embeddings()[i], model.embeddings()[c]));
        }
        if (!centres.contains(i) && nearest > farthest) {
          farthest = nearest;
          best = i;
        }
      }
      centres.add(best);
      picks[p] = best;
    }
    return picks;
  }

  static double squared(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (double) (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  @Test
  void select_wholeNumbersWithDuplicates_equalsTheDefinition() {
    for (long seed = 0; seed < 6; seed++) {
      TableModel model = TableModel.whole(150, 3, 3, seed);
      for (int[] labelled : new int[][] {{}, {0, 3}, IntStream.range(20, 60).toArray()}) {
        int wanted = 150 - labelled.length;
        assertArrayEquals(
            naive(model, 150, labelled, wanted),
            model.rows(Diversity.coreSet(), model.pool(150, labelled), wanted, seed));
      }
    }
  }

  @Test
  void select_withLabelled_utilitiesFallToExactlyZeroForDuplicates() {
    TableModel model = TableModel.whole(400, 2, 3, 9); // 49 places for 400 rows
    List<Selected> items =
        model.select(Diversity.coreSet(), model.pool(400, 5), Budget.items(399), 1).items();
    for (int i = 1; i < items.size(); i++) {
      assertTrue(items.get(i).utility() <= items.get(i - 1).utility());
    }
    assertEquals(0.0, items.get(60).utility());
    assertTrue(items.get(40).utility() >= 1);
  }

  @Test
  void select_withoutLabelled_hasNoUtilities() {
    TableModel model = TableModel.whole(20, 2, 3, 9);
    assertTrue(
        model.select(Diversity.coreSet(), model.pool(20), Budget.items(5), 1).items().stream()
            .allMatch(item -> Double.isNaN(item.utility())));
  }
}
