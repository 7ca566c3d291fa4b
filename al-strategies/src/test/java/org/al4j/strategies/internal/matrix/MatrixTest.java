package org.al4j.strategies.internal.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MatrixTest {
  /**
   * Rows and columns: one block, several blocks of many rows, several of few, and a single element.
   */
  private static final int[][] SHAPES = {{5, 3}, {9000, 11}, {40, 70_000}, {1, 1}};

  static float[] random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return out;
  }

  static Matrix matrix(float[] rows, int columns) {
    Matrix matrix = new Matrix(rows.length / columns, columns);
    matrix.setRows(0, rows, matrix.rows());
    return matrix;
  }

  @Test
  void setRows_inPieces_readsBackTheSame() {
    for (int[] shape : SHAPES) {
      int n = shape[0];
      int d = shape[1];
      float[] rows = random(n * d, 1);
      Matrix matrix = new Matrix(n, d);
      int piece = Math.max(1, n / 3);
      for (int i = 0; i < n; i += piece) {
        int count = Math.min(piece, n - i);
        matrix.setRows(i, Arrays.copyOfRange(rows, i * d, (i + count) * d), count);
      }
      assertArrayEquals(rows, matrix.toRows());
      assertArrayEquals(Arrays.copyOfRange(rows, (n - 1) * d, n * d), matrix.row(n - 1));
    }
  }

  @Test
  void blocks_ofAnyShape_coverTheRowsOnce() {
    for (int[] shape : SHAPES) {
      Matrix matrix = new Matrix(shape[0], shape[1]);
      int rows = 0;
      for (int b = 0; b < matrix.blocks(); b++) {
        assertEquals(rows, matrix.firstRow(b));
        rows += matrix.rowsIn(b);
      }
      assertEquals(shape[0], rows);
    }
    assertEquals(3, new Matrix(9000, 11).blocks());
    assertEquals(3, new Matrix(40, 70_000).blocks());
  }

  @Test
  void dots_randomRows_equalSumsInDoublePrecision() {
    for (int[] shape : SHAPES) {
      float[] rows = random(shape[0] * shape[1], 2);
      Matrix matrix = matrix(rows, shape[1]);
      float[] vector = random(shape[1], 3);
      float[] out = new float[shape[0]];
      matrix.dots(vector, out);
      for (int i = 0; i < out.length; i++) {
        double sum = 0;
        for (int j = 0; j < vector.length; j++) {
          sum += (double) rows[i * vector.length + j] * vector[j];
        }
        assertEquals(sum, out[i], 1e-6 * shape[1]);
      }
    }
  }

  @Test
  void squaredNorms_everyRow_haveTheBitsOfTheRowsProductWithItself() {
    for (int[] shape : SHAPES) {
      Matrix matrix = matrix(random(shape[0] * shape[1], 4), shape[1]);
      float[] norms = matrix.squaredNorms();
      float[] out = new float[shape[0]];
      for (int i = 0; i < shape[0]; i += 1 + shape[0] / 7) {
        matrix.dots(matrix.row(i), out);
        assertEquals(norms[i], out[i]);
      }
    }
  }

  @Test
  void lowerToSquaredDistances_centreAndDuplicates_areExactlyZero() {
    float[] rows = random(9000 * 11, 5);
    System.arraycopy(rows, 17 * 11, rows, 8999 * 11, 11);
    System.arraycopy(rows, 17 * 11, rows, 4096 * 11, 11);
    Matrix matrix = matrix(rows, 11);
    float[] minimum = new float[9000];
    Arrays.fill(minimum, Float.POSITIVE_INFINITY);
    matrix.lowerToSquaredDistances(matrix.row(17), minimum);
    for (int i = 0; i < minimum.length; i++) {
      boolean equal = i == 17 || i == 4096 || i == 8999;
      assertTrue(equal ? minimum[i] == 0 : minimum[i] > 0, "row " + i + ": " + minimum[i]);
    }
  }

  @Test
  void normaliseRows_zeroRow_staysZero() {
    Matrix matrix = matrix(new float[] {3, 4, 0, 0, -5, 0}, 2);
    matrix.normaliseRows();
    assertArrayEquals(new float[] {.6f, .8f, 0, 0, -1, 0}, matrix.toRows(), 1e-7f);
  }

  @Test
  void weightedSum_wholeNumbers_isExact() {
    int n = 9000;
    Matrix matrix = new Matrix(n, 3);
    float[] weights = new float[n];
    long[] expected = new long[3];
    for (int i = 0; i < n; i++) {
      weights[i] = i % 5 - 2;
      float[] row = {i % 7, -(i % 3), 1};
      matrix.setRows(i, row, 1);
      for (int j = 0; j < 3; j++) {
        expected[j] += (long) (weights[i] * row[j]);
      }
    }
    float[] sum = matrix.weightedSum(weights);
    for (int j = 0; j < 3; j++) {
      assertEquals((float) expected[j], sum[j]);
    }
  }

  @Test
  void select_rows_copiesThemInOrder() {
    Matrix matrix = matrix(new float[] {1, 2, 3, 4, 5, 6}, 2);
    assertArrayEquals(new float[] {5, 6, 1, 2, 5, 6}, matrix.select(new int[] {2, 0, 2}).toRows());
  }
}
