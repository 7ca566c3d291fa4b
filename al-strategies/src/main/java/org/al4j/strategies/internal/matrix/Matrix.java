package org.al4j.strategies.internal.matrix;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A float32 matrix of many rows, for instance an embedding per row. It is kept in blocks of rows,
 * each block in order of columns: element {@code (r, j)} of a block of {@code m} rows lies at
 * {@code j * m + r}. So every loop over the rows of a block runs over consecutive floats, which
 * HotSpot turns into vector instructions, and a block is the right hand side of a product {@code
 * [k, d] x [d, m]} as it lies.
 *
 * <p>Sums over columns are made in one order for all rows and all threads: equal rows give equal
 * bits.
 */
public final class Matrix {
  /** Just below eight MiB, so that a block and its header fill whole heap regions. */
  private static final int BLOCK_FLOATS = (1 << 21) - 256;

  private static final int MOST_ROWS = 4096;
  private static final int VECTOR = 16;
  private final int rows;
  private final int columns;
  private final int blockRows;
  private final float[][] blocks;

  /** Zeros. */
  public Matrix(int rows, int columns) {
    this(rows, columns, rowsOfBlock(columns));
  }

  /** Zeros, in blocks of the rows of {@code other}: what lies in one block there does so here. */
  public static Matrix alignedWith(Matrix other, int columns) {
    return new Matrix(other.rows, columns, other.blockRows);
  }

  private Matrix(int rows, int columns, int blockRows) {
    this.rows = rows;
    this.columns = columns;
    this.blockRows = blockRows;
    this.blocks = new float[(rows + blockRows - 1) / blockRows][];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new float[Math.multiplyExact(rowsIn(b), columns)];
    }
  }

  private static int rowsOfBlock(int columns) {
    int fitting = BLOCK_FLOATS / Math.max(1, columns) / VECTOR * VECTOR;
    return Math.min(MOST_ROWS, Math.max(VECTOR, fitting));
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** How many columns there are. */
  public int columns() {
    return columns;
  }

  /** How many blocks there are. */
  public int blocks() {
    return blocks.length;
  }

  /** The first row of a block. */
  public int firstRow(int block) {
    return block * blockRows;
  }

  /** How many rows a block has. */
  public int rowsIn(int block) {
    return Math.min(blockRows, rows - block * blockRows);
  }

  /** The elements of a block, not copied: {@code [columns, rowsIn(block)]} in c-order. */
  public float[] block(int block) {
    return blocks[block];
  }

  /** Copies {@code count} rows in c-order into this, the first to {@code row}. */
  public void setRows(int row, float[] source, int count) {
    for (int done = 0; done < count; ) {
      int block = (row + done) / blockRows;
      int into = row + done - firstRow(block);
      int some = Math.min(count - done, rowsIn(block) - into);
      for (int j = 0; j < columns; j += VECTOR) {
        transpose(source, done, some, j, blocks[block], into, rowsIn(block));
      }
      done += some;
    }
  }

  /** One strip of columns, narrow enough that what it writes to stays in the cache. */
  private void transpose(
      float[] source, int from, int count, int column, float[] target, int into, int stride) {
    int end = Math.min(columns, column + VECTOR);
    for (int r = 0; r < count; r++) {
      int at = (from + r) * columns;
      for (int j = column; j < end; j++) {
        target[j * stride + into + r] = source[at + j];
      }
    }
  }

  /** A copy of one row. */
  public float[] row(int row) {
    float[] out = new float[columns];
    row(row, out, 0);
    return out;
  }

  private void row(int row, float[] out, int offset) {
    int block = row / blockRows;
    int stride = rowsIn(block);
    int at = row - firstRow(block);
    for (int j = 0; j < columns; j++) {
      out[offset + j] = blocks[block][j * stride + at];
    }
  }

  /** Copies of all rows, {@code [rows, columns]} in c-order. */
  public float[] toRows() {
    float[] out = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < rows; i++) {
      row(i, out, i * columns);
    }
    return out;
  }

  /** A matrix of copies of the given rows, in that order. */
  public Matrix select(int[] chosen) {
    Matrix out = new Matrix(chosen.length, columns);
    for (int i = 0; i < chosen.length; i++) {
      out.setRows(i, row(chosen[i]), 1);
    }
    return out;
  }

  /** The squared length of each row. */
  public float[] squaredNorms() {
    float[] out = new float[rows];
    forEachBlock(
        b -> {
          float[] sums = new float[rowsIn(b)];
          Kernels.squaredNorms(blocks[b], columns, sums);
          System.arraycopy(sums, 0, out, firstRow(b), sums.length);
        });
    return out;
  }

  /** Divides each row by its length; rows of zeros stay. */
  public void normaliseRows() {
    forEachBlock(
        b -> {
          float[] scale = new float[rowsIn(b)];
          Kernels.squaredNorms(blocks[b], columns, scale);
          for (int r = 0; r < scale.length; r++) {
            scale[r] = scale[r] > 0 ? (float) (1 / Math.sqrt(scale[r])) : 0;
          }
          Kernels.scaleRows(blocks[b], columns, scale);
        });
  }

  /** The product of each row with {@code vector} into {@code out}. */
  public void dots(float[] vector, float[] out) {
    forEachBlock(
        b -> {
          float[] sums = new float[rowsIn(b)];
          dots(b, vector, sums);
          System.arraycopy(sums, 0, out, firstRow(b), sums.length);
        });
  }

  /** The product of each row of a block with {@code vector} into {@code out}. */
  public void dots(int block, float[] vector, float[] out) {
    Arrays.fill(out, 0, rowsIn(block), 0);
    Kernels.dots(blocks[block], columns, rowsIn(block), vector, out);
  }

  /**
   * Lowers {@code minimum[i]} to the squared distance of row {@code i} from {@code centre}, where
   * that is smaller. It is the sum of squared differences: never negative, 0 for rows equal to the
   * centre.
   */
  public void lowerToSquaredDistances(float[] centre, float[] minimum) {
    forEachBlock(
        b -> {
          float[] sums = new float[rowsIn(b)];
          Kernels.squaredDistances(blocks[b], columns, centre, sums);
          Kernels.minimum(sums, minimum, firstRow(b));
        });
  }

  /** The sum of all rows, each times its weight: {@code [columns]}. */
  public float[] weightedSum(float[] weights) {
    float[][] parts = new float[blocks.length][columns];
    forEachBlock(b -> Kernels.weightedSum(blocks[b], rowsIn(b), weights, firstRow(b), parts[b]));
    float[] out = new float[columns];
    for (float[] part : parts) {
      for (int j = 0; j < columns; j++) {
        out[j] += part[j];
      }
    }
    return out;
  }

  /**
   * Runs {@code task} for every block, on all cores; each block must write to places of its own.
   */
  public void forEachBlock(IntConsumer task) {
    if (blocks.length == 1) {
      task.accept(0);
    } else {
      IntStream.range(0, blocks.length).parallel().forEach(task);
    }
  }
}
