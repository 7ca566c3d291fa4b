package org.al4j.strategies.internal.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The products of all rows of a matrix with many vectors, handed out tile by tile: what exists at a
 * time is one tile, never rows x vectors. The products are ND4J's {@code matmul} into arrays that
 * are reused; close frees them.
 */
final class MatrixProducts implements AutoCloseable {
  /** Vectors in a tile: enough for the product to run at full speed, a few MiB of results. */
  private static final int TILE = 1024;

  /** Receives tiles. */
  @FunctionalInterface
  public interface Sink {
    /** Looks at a tile, which is valid until this returns. */
    void accept(Tile tile);
  }

  /**
   * Some rows times some vectors.
   *
   * @param block the block of the matrix
   * @param firstRow the first row
   * @param rows how many rows
   * @param firstVector the first vector
   * @param vectors how many vectors
   * @param values {@code [vectors, rows]} in c-order
   */
  @SuppressWarnings("ArrayRecordComponent") // reused for the next tile
  public record Tile(
      int block, int firstRow, int rows, int firstVector, int vectors, float[] values) {
    private static final int PARTS = 8;

    /** Runs {@code task} for ranges of rows, from inclusive to exclusive, on all cores. */
    void forEachRange(Range task) {
      int width = (rows + PARTS - 1) / PARTS;
      IntStream.range(0, PARTS)
          .parallel()
          .forEach(p -> task.run(Math.min(rows, p * width), Math.min(rows, (p + 1) * width)));
    }
  }

  /** A task on some rows of a tile. */
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }

  private final Matrix matrix;
  private final List<INDArray> open = new ArrayList<>();
  private final INDArray block; // [columns, rows of a block]
  private final INDArray lastBlock; // [columns, rows of the last block]

  /** Of the rows of {@code matrix}, which must have some. */
  public MatrixProducts(Matrix matrix) {
    this.matrix = matrix;
    this.block = array(matrix.columns(), matrix.rowsIn(0));
    int last = matrix.rowsIn(matrix.blocks() - 1);
    this.lastBlock = last == matrix.rowsIn(0) ? block : array(matrix.columns(), last);
  }

  /**
   * Multiplies, tile after tile in order of vectors, within a tile of vectors in order of rows.
   *
   * @param vectors {@code [count, columns]} in c-order
   */
  public void forEach(float[] vectors, int count, Sink sink) {
    for (int first = 0; first < count; first += TILE) {
      int some = Math.min(TILE, count - first);
      try (INDArray left = create(some, matrix.columns());
          INDArray product = create(some, matrix.rowsIn(0));
          INDArray lastProduct = create(some, matrix.rowsIn(matrix.blocks() - 1))) {
        write(left, vectors, first * matrix.columns(), some * matrix.columns());
        float[] values = new float[some * matrix.rowsIn(0)];
        for (int b = 0; b < matrix.blocks(); b++) {
          boolean isLast = b == matrix.blocks() - 1;
          multiply(b, left, isLast ? lastProduct : product, values);
          sink.accept(new Tile(b, matrix.firstRow(b), matrix.rowsIn(b), first, some, values));
        }
      }
    }
  }

  private void multiply(int index, INDArray left, INDArray product, float[] values) {
    INDArray right = index == matrix.blocks() - 1 ? lastBlock : block;
    float[] elements = matrix.block(index);
    write(right, elements, 0, elements.length);
    Nd4j.exec(DynamicCustomOp.builder("matmul").addInputs(left, right).addOutputs(product).build());
    Nd4j.getAffinityManager().ensureLocation(product, Location.HOST);
    product.data().asNioFloat().get(values, 0, (int) product.length());
  }

  private static void write(INDArray array, float[] source, int offset, int length) {
    array.data().asNioFloat().put(source, offset, length);
    // without effect on the CPU; elsewhere the device's copy is stale now
    Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
  }

  private INDArray array(long... shape) {
    INDArray array = create(shape);
    open.add(array);
    return array;
  }

  private static INDArray create(long... shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
  }

  @Override
  public void close() {
    open.forEach(INDArray::close);
  }
}
