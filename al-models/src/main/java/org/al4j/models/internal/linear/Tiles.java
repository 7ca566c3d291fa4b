package org.al4j.models.internal.linear;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Dense rows, each with a one behind its numbers, which stands for the bias. They are kept by rows
 * and, a tile of rows at a time, by columns, so that every loop over them is over neighbours.
 *
 * <p>What belongs to rows and classes is kept by tiles too: {@code [C, }{@link #TILE}{@code ]} a
 * tile. Rows that fill up the last tile are zeros.
 */
public final class Tiles {
  /** Rows of a tile. */
  public static final int TILE = 128;

  private final int rows;
  private final int width; // with the one
  private final double[] byRows; // [rows, width]
  private final double[][] byColumns; // tiles of [width, TILE]

  private Tiles(int rows, int width) {
    this.rows = rows;
    this.width = width;
    this.byRows = new double[rows * width];
    this.byColumns = new double[(rows + TILE - 1) / TILE][width * TILE];
  }

  /**
   * Copies rows.
   *
   * @param x {@code [n, d]} by rows
   * @param d how many numbers a row has
   */
  public static Tiles of(float[] x, int d) {
    Tiles tiles = new Tiles(x.length / d, d + 1);
    for (int i = 0; i < tiles.rows; i++) {
      double[] tile = tiles.byColumns[i / TILE];
      for (int j = 0; j <= d; j++) {
        double value = j == d ? 1 : x[i * d + j];
        tiles.byRows[i * (d + 1) + j] = value;
        tile[j * TILE + i % TILE] = value;
      }
    }
    return tiles;
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** How many numbers a row has, the one included. */
  public int width() {
    return width;
  }

  /** How many tiles there are. */
  public int tiles() {
    return byColumns.length;
  }

  /** Tiles for numbers of so many classes, zeros. */
  public double[][] forClasses(int classes) {
    return new double[tiles()][classes * TILE];
  }

  /**
   * Sets {@code out} to {@code X v'} and hands each tile on, which may be on several threads at
   * once.
   *
   * @param v {@code [C, width]}
   * @param out tiles of {@code [C, TILE]}
   */
  public void multiply(double[] v, double[][] out, IntConsumer then) {
    int classes = v.length / width;
    Parallel.run(
        tiles(),
        (long) rows * v.length,
        t -> {
          Axpy.Matrix columns = new Axpy.Matrix(byColumns[t], 0, TILE, width);
          Arrays.fill(out[t], 0);
          for (int k = 0; k < classes; k++) {
            Axpy.add(v, k * width, columns, out[t], k * TILE, TILE);
          }
          then.accept(t);
        });
  }

  /**
   * Sets {@code out} to {@code r' X}.
   *
   * @param r tiles of {@code [C, TILE]}
   * @param out {@code [C, width]}
   */
  public void multiplyTransposed(double[][] r, double[] out) {
    int classes = out.length / width;
    int half = (width / 2 + 7) / 8 * 8;
    Parallel.run(
        2 * classes,
        (long) rows * out.length,
        task -> {
          int from = task % 2 == 0 ? 0 : half;
          int to = task % 2 == 0 ? Math.min(half, width) : width;
          transposed(r, task / 2, out, from, to);
        });
  }

  private void transposed(double[][] r, int k, double[] out, int from, int to) {
    if (from >= to) {
      return;
    }
    Arrays.fill(out, k * width + from, k * width + to, 0);
    for (int t = 0; t < r.length; t++) {
      int first = t * TILE;
      Axpy.Matrix part =
          new Axpy.Matrix(byRows, first * width + from, width, Math.min(TILE, rows - first));
      Axpy.add(r[t], k * TILE, part, out, k * width + from, to - from);
    }
  }

  /**
   * {@code X' D X} as a full symmetric matrix of which the upper triangle is filled.
   *
   * @param d weights of the rows, {@code [n]}
   */
  double[] products(double[] d) {
    double[] out = new double[width * width];
    int bands = (width + 15) / 16;
    Parallel.run(
        bands,
        (long) rows * width * width / 2,
        band -> {
          double[] factors = new double[TILE];
          for (int j = band * 16; j < Math.min(width, band * 16 + 16); j++) {
            for (int t = 0; t < tiles(); t++) {
              int first = t * TILE;
              int count = Math.min(TILE, rows - first);
              for (int i = 0; i < count; i++) {
                factors[i] = d[first + i] * byColumns[t][j * TILE + i];
              }
              Axpy.Matrix part = new Axpy.Matrix(byRows, first * width + j, width, count);
              Axpy.add(factors, 0, part, out, j * width + j, width - j);
            }
          }
        });
    return out;
  }
}
