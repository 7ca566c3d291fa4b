package org.al4j.strategies.internal.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Products, minimum distances and neighbours against loops over all pairs. */
class NearestRowsTest {
  static float[] whole(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = random.nextInt(-3, 4);
    }
    return out;
  }

  static double squared(float[] a, int i, float[] b, int k, int d) {
    double sum = 0;
    for (int j = 0; j < d; j++) {
      double difference = (double) a[i * d + j] - b[k * d + j];
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void forEach_severalTilesAndBlocks_givesEveryProductOnce() {
    int n = 4100;
    int k = 1030;
    int d = 5;
    float[] rows = whole(n * d, 1);
    float[] vectors = whole(k * d, 2);
    int[] seen = new int[1];
    try (MatrixProducts products = new MatrixProducts(MatrixTest.matrix(rows, d))) {
      products.forEach(
          vectors,
          k,
          tile -> {
            seen[0] += tile.rows() * tile.vectors();
            for (int c = 0; c < tile.vectors(); c++) {
              for (int r = 0; r < tile.rows(); r++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                  sum +=
                      rows[(tile.firstRow() + r) * d + j]
                          * vectors[(tile.firstVector() + c) * d + j];
                }
                assertTrue(sum == tile.values()[c * tile.rows() + r], "another product");
              }
            }
          });
    }
    assertEquals(n * k, seen[0]);
  }

  @Test
  void include_manyCentresOfWholeNumbers_equalsAllPairs() {
    int d = 4;
    float[] rows = whole(4200 * d, 3);
    float[] centres = whole(1100 * d, 4);
    MinimumDistances distances = new MinimumDistances(MatrixTest.matrix(rows, d));
    distances.include(MatrixTest.matrix(centres, d));
    for (int i = 0; i < 4200; i += 3) {
      double smallest = Double.POSITIVE_INFINITY;
      for (int c = 0; c < 1100; c++) {
        smallest = Math.min(smallest, squared(rows, i, centres, c, d));
      }
      assertEquals(smallest, distances.squared(i));
    }
  }

  @Test
  void include_manyRealCentres_isExactAndZeroForDuplicatesOnly() {
    int d = 33;
    float[] rows = MatrixTest.random(300 * d, 5);
    for (int i = 0; i < rows.length; i++) {
      rows[i] += 100; // where |x|^2 + |c|^2 - 2 x.c loses all its digits
    }
    float[] centres = java.util.Arrays.copyOf(rows, 40 * d);
    centres[39 * d] += 0.001f; // nearly row 39
    MinimumDistances distances = new MinimumDistances(MatrixTest.matrix(rows, d));
    distances.include(MatrixTest.matrix(centres, d));
    for (int i = 0; i < 300; i++) {
      double smallest = Double.POSITIVE_INFINITY;
      for (int c = 0; c < 40; c++) {
        smallest = Math.min(smallest, squared(rows, i, centres, c, d));
      }
      if (i < 39) {
        assertEquals(0, distances.squared(i));
      } else {
        assertTrue(distances.squared(i) > 0);
        assertEquals(smallest, distances.squared(i), 1e-4 * smallest, "row " + i);
      }
    }
  }

  @Test
  void find_wholeNumbersWithTies_equalsSortingAllPairs() {
    int d = 3;
    int k = 7;
    float[] rows = whole(500 * d, 6);
    float[] reference = whole(1200 * d, 7);
    Neighbours found =
        Neighbours.find(MatrixTest.matrix(rows, d), MatrixTest.matrix(reference, d), k);
    for (int i = 0; i < 500; i++) {
      int row = i;
      List<Integer> expected =
          IntStream.range(0, 1200)
              .boxed()
              .sorted(Comparator.comparingDouble(c -> squared(rows, row, reference, c, d)))
              .limit(k)
              .toList();
      assertEquals(
          expected, IntStream.range(0, k).mapToObj(rank -> found.index(row, rank)).toList());
    }
  }

  @Test
  void find_moreNeighboursThanRows_isRefused() {
    Matrix two = MatrixTest.matrix(new float[] {1, 2}, 1);
    assertThrows(IllegalArgumentException.class, () -> Neighbours.find(two, two, 3));
    assertThrows(IllegalArgumentException.class, () -> Neighbours.find(two, two, 0));
  }
}
