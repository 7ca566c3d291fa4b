package org.al4j.models.internal.linear;

import java.util.function.ObjIntConsumer;

/**
 * Dense rows, each with a one behind its numbers, which stands for the bias. They are kept by rows
 * and, a tile of rows at a time, by columns, so that every loop over them is over neighbours; in
 * double precision, and in single precision for what only has to be near.
 *
 * <p>What belongs to rows and classes is kept by tiles too, {@code [C, rows of the tile]}.
 *
 * <p>Sums over rows are taken part by part, the parts a fixed number of tiles, and added up in the
 * parts' order: they do not depend on the number of threads.
 */
public final class Tiles {
  /** Rows of a tile, but for the last. */
  static final int TILE = 256;

  /** More would take memory and give no thread more to do. */
  private static final int MOST_PARTS = 16;

  private final int rows;
  private final int width; // with the one
  private final double[][] byRows; // [rows, width]
  private final double[][][] byColumns; // tiles of [width, rows of the tile]
  private final float[][] floatsByRows;
  private final float[][][] floatsByColumns;

  private Tiles(int rows, int width) {
    this.rows = rows;
    this.width = width;
    this.byRows = new double[rows][width];
    this.floatsByRows = new float[rows][width];
    int tiles = (rows + TILE - 1) / TILE;
    this.byColumns = new double[tiles][][];
    this.floatsByColumns = new float[tiles][][];
  }

  /**
   * Copies rows.
   *
   * @param x {@code [n, d]} by rows
   * @param d how many numbers a row has
   */
  public static Tiles of(float[] x, int d) {
    Tiles tiles = new Tiles(x.length / d, d + 1);
    Parallel.run(tiles.tiles(), 4L * x.length, t -> tiles.fill(t, x));
    return tiles;
  }

  private void fill(int t, float[] x) {
    int count = rows(t);
    int d = width - 1;
    for (int row = t * TILE; row < t * TILE + count; row++) {
      System.arraycopy(x, row * d, floatsByRows[row], 0, d);
      floatsByRows[row][d] = 1;
      for (int j = 0; j < width; j++) {
        byRows[row][j] = floatsByRows[row][j];
      }
    }
    byColumns[t] = new double[width][count];
    floatsByColumns[t] = new float[width][count];
    for (int j = 0; j < width; j++) {
      double[] column = byColumns[t][j];
      float[] floats = floatsByColumns[t][j];
      for (int i = 0; i < count; i++) {
        float value = floatsByRows[t * TILE + i][j];
        column[i] = value;
        floats[i] = value;
      }
    }
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** How many numbers a row has, the one included. */
  int width() {
    return width;
  }

  /** How many tiles there are. */
  int tiles() {
    return byColumns.length;
  }

  /** How many rows a tile has. */
  int rows(int tile) {
    return Math.min(TILE, rows - tile * TILE);
  }

  /** Numbers of so many classes for the rows of each tile, zeros. */
  float[][][] floatsForClasses(int classes) {
    float[][][] all = new float[tiles()][][];
    for (int t = 0; t < all.length; t++) {
      all[t] = new float[classes][rows(t)];
    }
    return all;
  }

  /** The tiles of a part: from the first of it to before the first of the next. */
  private Range part(int part, int parts) {
    return new Range(
        Math.toIntExact((long) tiles() * part / parts),
        Math.toIntExact((long) tiles() * (part + 1) / parts));
  }

  /**
   * Hands on {@code X v'} tile by tile, {@code [C, rows of the tile]}, maybe on several threads.
   *
   * @param v {@code [C, width]}
   */
  void multiply(double[][] v, ObjIntConsumer<double[][]> then) {
    Parallel.run(tiles(), (long) rows * v.length * width, t -> then.accept(multiplied(v, t), t));
  }

  private double[][] multiplied(double[][] v, int t) {
    double[][] z = new double[v.length][rows(t)];
    Axpy.add(v, byColumns[t], 0, width, z, new Range(0, rows(t)));
    return z;
  }

  /**
   * {@code r' X}, {@code r} what {@code change} makes of the tiles of {@code X v'}, maybe on
   * several threads.
   *
   * @param v {@code [C, width]}
   * @return {@code [C, width]}
   */
  double[][] multiplyTwice(double[][] v, ObjIntConsumer<double[][]> change) {
    int parts = Math.min(tiles(), MOST_PARTS);
    double[][][] sums = new double[parts][v.length][width];
    Parallel.run(
        parts,
        2L * rows * v.length * width,
        part -> {
          Range own = part(part, parts);
          for (int t = own.from(); t < own.to(); t++) {
            double[][] z = multiplied(v, t);
            change.accept(z, t);
            Axpy.add(z, byRows, t * TILE, rows(t), sums[part], new Range(0, width));
          }
        });
    return added(sums);
  }

  /** The same in single precision; the tiles' sums are added in double precision. */
  double[][] multiplyTwice(float[][] v, ObjIntConsumer<float[][]> change) {
    int parts = Math.min(tiles(), MOST_PARTS);
    double[][][] sums = new double[parts][v.length][width];
    Parallel.run(
        parts,
        2L * rows * v.length * width,
        part -> {
          Range own = part(part, parts);
          for (int t = own.from(); t < own.to(); t++) {
            float[][] z = new float[v.length][rows(t)];
            FloatAxpy.add(v, floatsByColumns[t], 0, width, z, new Range(0, rows(t)));
            change.accept(z, t);
            float[][] sum = new float[v.length][width];
            FloatAxpy.add(z, floatsByRows, t * TILE, rows(t), sum, new Range(0, width));
            widen(sum, sums[part]);
          }
        });
    return added(sums);
  }

  private static void widen(float[][] from, double[][] to) {
    for (int k = 0; k < from.length; k++) {
      float[] one = from[k];
      double[] sum = to[k];
      for (int j = 0; j < one.length; j++) {
        sum[j] += one[j];
      }
    }
  }

  private static double[][] added(double[][][] sums) {
    for (int part = 1; part < sums.length; part++) {
      for (int k = 0; k < sums[0].length; k++) {
        Axpy.one(1, sums[part][k], sums[0][k], 0, sums[0][k].length);
      }
    }
    return sums[0];
  }

  /**
   * {@code X' D X}, of which the upper triangle is filled.
   *
   * @param d weights of the rows, {@code [n]}
   */
  double[][] products(double[] d) {
    int band = 16;
    double[][] out = new double[width][width];
    Parallel.run(
        (width + band - 1) / band,
        (long) rows * width * width / 2,
        b -> products(d, out, new Range(b * band, Math.min(width, b * band + band))));
    return out;
  }

  /** Fills a band of rows from the diagonal on. */
  private void products(double[] d, double[][] out, Range band) {
    int height = band.to() - band.from();
    double[][] y = new double[height][];
    System.arraycopy(out, band.from(), y, 0, height);
    for (int t = 0; t < tiles(); t++) {
      double[][] factors = new double[height][rows(t)];
      for (int j = 0; j < height; j++) {
        double[] column = byColumns[t][band.from() + j];
        for (int i = 0; i < column.length; i++) {
          factors[j][i] = d[t * TILE + i] * column[i];
        }
      }
      Axpy.add(factors, byRows, t * TILE, rows(t), y, new Range(band.from(), width));
    }
  }
}
