package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Selected;
import org.al4j.strategies.internal.matrix.Matrix;
import org.al4j.strategies.internal.matrix.Neighbours;
import org.junit.jupiter.api.Test;

class ContrastiveTest {
  /**
   * small-text's neighbours are all rows, the row itself included; its score is divided by the
   * number of classes.
   */
  @Test
  void utilities_overAllRows_areSmallTextsTimesTheClasses() {
    Matrix x = References.matrix(References.table("embeddings.tsv"));
    Matrix p = References.matrix(References.table("probabilities.tsv"));
    x.normaliseRows();
    double[] all = Contrastive.utilities(Neighbours.find(x, x, 10), p, p);
    int[] unlabelled = References.unlabelled();
    double[] expected = References.values("contrastive-over-all-divided-by-classes");
    for (int i = 0; i < expected.length; i++) {
      assertEquals(4 * expected[i], all[unlabelled[i]], 1e-5);
    }
  }

  private static double naive(TableModel model, int row, int[] labelled, int k) {
    float[] p = model.probabilities()[row];
    List<Integer> nearest =
        IntStream.of(labelled)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    y -> CoreSetTest.squared(model.embeddings()[row], model.embeddings()[y])))
            .limit(k)
            .toList();
    double sum = 0;
    for (int y : nearest) {
      float[] q = model.probabilities()[y];
      for (int c = 0; c < q.length; c++) {
        sum += q[c] == 0 ? 0 : q[c] * Math.log(q[c] / (double) Math.max(p[c], Float.MIN_NORMAL));
      }
    }
    return sum / nearest.size();
  }

  @Test
  void select_wholeNumbers_equalsTheDefinition() {
    int[] labelled = IntStream.range(0, 90).filter(i -> i % 3 == 0).toArray();
    for (int k : new int[] {1, 4, 10, 500}) {
      TableModel model = TableModel.whole(200, 5, 3, k);
      List<Selected> items =
          model
              .select(
                  new Contrastive(k, Distance.EUCLIDEAN),
                  model.pool(200, labelled),
                  Budget.items(170),
                  1)
              .items();
      assertEquals(170, items.size());
      for (Selected item : items) {
        int row = TableModel.row(item.instance().id());
        assertEquals(naive(model, row, labelled, k), item.utility(), 1e-9);
      }
      for (int i = 1; i < items.size(); i++) {
        assertTrue(items.get(i).utility() <= items.get(i - 1).utility());
      }
    }
  }

  @Test
  void select_sameDistributionEverywhere_takesSmallestIds() {
    TableModel model = TableModel.whole(30, 5, 3, 1);
    java.util.Arrays.fill(model.probabilities(), new float[] {.25f, .5f, .25f});
    assertArrayEquals(
        new int[] {0, 1, 3}, model.rows(Diversity.contrastive(), model.pool(30, 2), 3, 1));
  }

  @Test
  void select_nothingLabelled_isRefused() {
    TableModel model = TableModel.whole(10, 2, 2, 1);
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> model.rows(Diversity.contrastive(), model.pool(10), 3, 1));
    assertTrue(
        error.getMessage().startsWith("contrastive compares with labelled"), error.getMessage());
  }
}
