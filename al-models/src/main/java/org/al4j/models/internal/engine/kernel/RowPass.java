package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of rows {@code [T, H]}, and in the same pass what the rows are made of: {@code x = (in
 * + bias) mask + residual}. Reads {@code in}, the terms that there are in this order, and the
 * function's own arrays; gives what the function makes of x, and x itself if it is kept.
 *
 * @param width H
 * @param keep whether something else reads x
 */
public record RowPass(Kernel kernel, int width, Terms terms, boolean keep) implements Kernel {
  /**
   * What is added to rows, or multiplied with them, before the function.
   *
   * @param bias {@code [H]}
   * @param mask {@code [T, H]}
   * @param residual {@code [T, H]}
   */
  public record Terms(boolean bias, boolean mask, boolean residual) {
    static final Terms NONE = new Terms(false, false, false);

    int count() {
      return (bias ? 1 : 0) + (mask ? 1 : 0) + (residual ? 1 : 0);
    }
  }

  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    long[] rows = inputs.get(0);
    return keep ? List.of(rows, rows) : List.<long[]>of(rows);
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    new Run(in, out).all();
  }

  private final class Run {
    private final FloatBuffer product;
    private final float @Nullable [] bias;
    private final @Nullable FloatBuffer mask;
    private final @Nullable FloatBuffer residual;
    private final float[][] parameters;
    private final FloatBuffer[] out;
    private final RowFunction function = kernel.rowwise().orElseThrow();

    Run(FloatBuffer[] in, FloatBuffer[] out) {
      int next = 1;
      product = in[0];
      bias = terms.bias ? Vectors.copy(in[next++]) : null;
      mask = terms.mask ? in[next++] : null;
      residual = terms.residual ? in[next++] : null;
      parameters = Arrays.stream(in, next, in.length).map(Vectors::copy).toArray(float[][]::new);
      this.out = out;
    }

    void all() {
      int length = product.capacity();
      float[] x = new float[Math.min(length, function.rows(width) * width)];
      float[] other = new float[x.length];
      float[] biases = bias == null ? other : repeated(bias, x.length);
      for (int at = 0; at < length; at += x.length) {
        int count = Math.min(x.length, length - at);
        product.get(at, x, 0, count);
        addTerms(x, at, count, biases, other);
        if (keep) {
          out[1].put(at, x, 0, count);
        }
        function.apply(x, count, parameters);
        out[0].put(at, x, 0, count);
      }
    }

    /**
     * For all rows that are taken at a time: loops that begin within an array are not vectorised.
     */
    private float[] repeated(float[] row, int length) {
      float[] all = new float[length];
      for (int at = 0; at < length; at += width) {
        System.arraycopy(row, 0, all, at, width);
      }
      return all;
    }

    private void addTerms(float[] x, int at, int count, float[] biases, float[] other) {
      if (bias != null) {
        Vectors.add(x, biases, count);
      }
      if (mask != null) {
        mask.get(at, other, 0, count);
        Vectors.multiply(x, other, count);
      }
      if (residual != null) {
        residual.get(at, other, 0, count);
        Vectors.add(x, other, count);
      }
    }
  }
}
