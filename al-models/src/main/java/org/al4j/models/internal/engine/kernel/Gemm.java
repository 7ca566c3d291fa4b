package org.al4j.models.internal.engine.kernel;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Products of small matrices that lie with gaps in larger arrays, as the heads of attention do, by
 * the OpenBLAS that comes with ND4J's CPU backend.
 *
 * <p>OpenBLAS gives larger products to threads of its own, for which all callers of the process
 * wait in line: two lanes together were then four to twenty times slower than one alone should be.
 * It computes products of up to {@code 4 * 65536} multiplications in the calling thread (interface
 * gemm.c, SMP_THRESHOLD_MIN and GEMM_MULTITHREAD_THRESHOLD), so larger ones are cut into blocks of
 * that size. Rejected: the setting for one thread, because it holds for the whole process.
 */
public final class Gemm {
  static final int BLOCK = 64;

  private Gemm() {}

  /**
   * A matrix in a larger array.
   *
   * @param stride from one row to the next
   * @param flipped whether it is read by columns
   */
  public record Matrix(FloatPointer array, long offset, int stride, boolean flipped) {
    /** The same memory, rows for columns. */
    public Matrix transposed() {
      return new Matrix(array, offset, stride, !flipped);
    }

    private FloatPointer at(int row, int column) {
      return array.position(
          offset + (flipped ? (long) column * stride + row : (long) row * stride + column));
    }

    private int order() {
      return flipped ? CblasTrans : CblasNoTrans;
    }
  }

  /** Sizes of a product: {@code [rows, inner]} by {@code [inner, columns]}. */
  public record Size(int rows, int columns, int inner) {}

  /** {@code c = factor a b}; the three need pointers of their own, as a pointer has a position. */
  public static void multiply(Size size, float factor, Matrix a, Matrix b, Matrix c) {
    run(size, new Scalars(factor, 0, BLOCK), a, b, c);
  }

  /** {@code c += factor a b}; see {@link #multiply}. */
  public static void add(Size size, float factor, Matrix a, Matrix b, Matrix c) {
    run(size, new Scalars(factor, 1, BLOCK), a, b, c);
  }

  /**
   * {@code c += a b} in blocks that are as deep as the calling thread may compute: for few rows, of
   * which a block of equal sides would be small.
   */
  public static void accumulate(Size size, Matrix a, Matrix b, Matrix c) {
    int area = Math.max(1, Math.min(BLOCK, size.rows) * Math.min(BLOCK, size.columns));
    int depth = Math.max(BLOCK, BLOCK * BLOCK * BLOCK / area / 16 * 16);
    run(size, new Scalars(1, 1, depth), a, b, c);
  }

  /** {@code c = factor a b + kept c}, in blocks of such a depth. */
  private record Scalars(float factor, float kept, int depth) {}

  private static void run(Size size, Scalars scalars, Matrix a, Matrix b, Matrix c) {
    for (int i = 0; i < size.rows; i += BLOCK) {
      for (int j = 0; j < size.columns; j += BLOCK) {
        for (int l = 0; l < size.inner; l += scalars.depth) {
          cblas_sgemm(
              CblasRowMajor,
              a.order(),
              b.order(),
              Math.min(BLOCK, size.rows - i),
              Math.min(BLOCK, size.columns - j),
              Math.min(scalars.depth, size.inner - l),
              scalars.factor,
              a.at(i, l),
              a.stride,
              b.at(l, j),
              b.stride,
              l == 0 ? scalars.kept : 1f,
              c.at(i, j),
              c.stride);
        }
      }
    }
  }
}
