package org.al4j.models.internal.linear;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Dense rows, each with a one behind its numbers, which stands for the bias. They are kept by rows
 * and, a tile of rows at a time, by columns, so that every loop over them is over neighbours; in
 * double precision, and in single precision for what only has to be near.
 *
 * <p>What belongs to rows and classes is kept by tiles too: {@code [C, }{@link #TILE}{@code ]} a
 * tile. Rows that fill up the last tile are zeros.
 */
public final class Tiles {
  /** Rows of a tile. */
  public static final int TILE = 128;

  private static final Range ALL = new Range(0, TILE);

  private final int rows;
  private final int width; // with the one
  private final double[][] byRows; // [rows, width]
  private final double[][][] byColumns; // tiles of [width, TILE]
  private final float[][] floatsByRows;
  private final float[][][] floatsByColumns;

  private Tiles(int rows, int width) {
    int tiles = (rows + TILE - 1) / TILE;
    this.rows = rows;
    this.width = width;
    this.byRows = new double[rows][width];
    this.byColumns = new double[tiles][width][TILE];
    this.floatsByRows = new float[rows][width];
    this.floatsByColumns = new float[tiles][width][TILE];
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
      for (int j = 0; j <= d; j++) {
        float value = j == d ? 1 : x[i * d + j];
        tiles.byRows[i][j] = value;
        tiles.floatsByRows[i][j] = value;
        tiles.byColumns[i / TILE][j][i % TILE] = value;
        tiles.floatsByColumns[i / TILE][j][i % TILE] = value;
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

  /** How many rows a tile has that do not only fill it up. */
  int rows(int tile) {
    return Math.min(TILE, rows - tile * TILE);
  }

  /** Tiles for numbers of so many classes, zeros. */
  public double[][][] forClasses(int classes) {
    return new double[tiles()][classes][TILE];
  }

  /** The same in single precision. */
  float[][][] floatsForClasses(int classes) {
    return new float[tiles()][classes][TILE];
  }

  /**
   * Sets {@code out} to {@code X v'} and hands each tile on, which may be on several threads at
   * once.
   *
   * @param v {@code [C, width]}
   * @param out tiles of {@code [C, TILE]}
   */
  public void multiply(double[] v, double[][][] out, IntConsumer then) {
    Parallel.run(
        tiles(),
        (long) rows * v.length,
        t -> {
          for (int k = 0; k < out[t].length; k++) {
            Arrays.fill(out[t][k], 0);
            Axpy.add(v, k * width, byColumns[t], 0, width, out[t][k], ALL);
          }
          then.accept(t);
        });
  }

  /** The same in single precision. */
  void multiply(float[] v, float[][][] out, IntConsumer then) {
    Parallel.run(
        tiles(),
        (long) rows * v.length,
        t -> {
          for (int k = 0; k < out[t].length; k++) {
            Arrays.fill(out[t][k], 0);
            FloatAxpy.add(v, k * width, floatsByColumns[t], 0, width, out[t][k], ALL);
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
  public void multiplyTransposed(double[][][] r, double[] out) {
    byHalves(
        out.length / width,
        (k, range) -> {
          double[] sum = new double[width];
          for (int t = 0; t < r.length; t++) {
            Axpy.add(r[t][k], 0, byRows, t * TILE, rows(t), sum, range);
          }
          System.arraycopy(
              sum, range.from(), out, k * width + range.from(), range.to() - range.from());
        });
  }

  /** The same in single precision. */
  void multiplyTransposed(float[][][] r, double[] out) {
    byHalves(
        out.length / width,
        (k, range) -> {
          float[] sum = new float[width];
          for (int t = 0; t < r.length; t++) {
            FloatAxpy.add(r[t][k], 0, floatsByRows, t * TILE, rows(t), sum, range);
          }
          for (int j = range.from(); j < range.to(); j++) {
            out[k * width + j] = sum[j];
          }
        });
  }

  /** Does something for a class and some columns. */
  private interface Part {
    void run(int k, Range range);
  }

  /** Also two classes give two threads something to do. */
  private void byHalves(int classes, Part part) {
    int half = (width / 2 + 15) / 16 * 16;
    Range first = new Range(0, Math.min(half, width));
    Range second = new Range(first.to(), width);
    Parallel.run(
        2 * classes,
        (long) rows * classes * width,
        task -> part.run(task / 2, task % 2 == 0 ? first : second));
  }

  /**
   * {@code X' D X}, of which the upper triangle is filled.
   *
   * @param d weights of the rows, {@code [n]}
   */
  double[][] products(double[] d) {
    double[][] out = new double[width][width];
    Parallel.run(
        (width + 15) / 16,
        (long) rows * width * width / 2,
        band -> {
          for (int j = band * 16; j < Math.min(width, band * 16 + 16); j++) {
            products(j, d, out[j]);
          }
        });
    return out;
  }

  private void products(int j, double[] d, double[] out) {
    double[] factors = new double[TILE];
    for (int t = 0; t < tiles(); t++) {
      double[] column = byColumns[t][j];
      for (int i = 0; i < rows(t); i++) {
        factors[i] = d[t * TILE + i] * column[i];
      }
      Axpy.add(factors, 0, byRows, t * TILE, rows(t), out, new Range(j, width));
    }
  }
}
