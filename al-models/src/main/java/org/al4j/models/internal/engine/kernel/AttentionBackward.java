package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.internal.engine.kernel.AttentionHeads.Part;
import org.al4j.models.internal.engine.kernel.Gemm.Matrix;
import org.al4j.models.internal.engine.kernel.Gemm.Size;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link AttentionForward}: from the joined projections {@code [T, 3H]}, the {@link
 * Segments}, room {@code [2, S, S]}, the weights before dropout, the gradient of the context and
 * possibly the dropout mask to the gradient of the projections {@code [T, 3H]}. With {@code p} the
 * weights, {@code m} the dropout mask and {@code g} the context's gradient: {@code dv = (p m)' g},
 * {@code dp = m (g v')}, {@code ds = p (dp - sum(dp p))}, {@code dq = s ds k}, {@code dk = s ds'
 * q}, with {@code s} the scale. Tokens without a query have the gradient zero there.
 */
public record AttentionBackward(AttentionHeads heads) implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    return List.<long[]>of(inputs.get(0));
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    new Run(heads, in, out[0]).all();
  }

  /** One run: the arrays, as buffers for Java and as pointers for products. */
  private static final class Run {
    private final AttentionHeads heads;
    private final FloatBuffer segments;
    private final FloatBuffer room;
    private final FloatBuffer weights;
    private final @Nullable FloatBuffer dropout;
    private final FloatBuffer result;
    private final FloatPointer joined;
    private final FloatPointer outer;
    private final FloatPointer squares;
    private final FloatPointer inner;
    private final int longest;
    private final float[] p;
    private final float[] gradient;
    private final float[] drop;
    private final float[] scratch;

    Run(AttentionHeads heads, FloatBuffer[] in, FloatBuffer result) {
      this.heads = heads;
      this.result = result;
      segments = in[1];
      room = in[2];
      weights = in[3];
      dropout = in.length > 5 ? in[5] : null;
      joined = new FloatPointer(in[0]);
      outer = new FloatPointer(in[4]);
      squares = new FloatPointer(room);
      inner = new FloatPointer(result);
      longest = AttentionHeads.longest(room);
      p = new float[AttentionHeads.chunk(longest)];
      gradient = new float[p.length];
      drop = new float[p.length];
      scratch = new float[longest];
    }

    void all() {
      Buffers.fill(result, 3 * heads.used(segments), result.capacity(), 0);
      heads.forEach(segments, this::head);
    }

    private void head(Part part) {
      Matrix first = // gradient of the weights, then of the scores
          new Matrix(squares, 0, part.keys(), false);
      Matrix used = // the weights after dropout
          new Matrix(squares, (long) longest * longest, part.keys(), false);
      Matrix context = heads.context(outer, part);
      Matrix value = heads.value(joined, part);
      Gemm.multiply(
          new Size(part.queries(), part.keys(), heads.width()),
          1,
          context,
          value.transposed(),
          first);
      back(part);
      Size queried = new Size(part.queries(), heads.width(), part.keys());
      Gemm.multiply(
          queried, heads.scale(), first, heads.key(joined, part), heads.query(inner, part));
      give(part, 1, used, context, heads.value(inner, part));
      give(part, heads.scale(), first, heads.query(joined, part), heads.key(inner, part));
    }

    /** To the gradient of what is seen, {@code [k, d]}: to that of parts before, if any. */
    private void give(Part part, float scale, Matrix square, Matrix from, Matrix to) {
      Size size = new Size(part.keys(), heads.width(), part.queries());
      if (part.further()) {
        Gemm.add(size, scale, square.transposed(), from, to);
      } else {
        Gemm.multiply(size, scale, square.transposed(), from, to);
      }
    }

    /** From the gradient of the weights after dropout to that of the scores, in place. */
    private void back(Part part) {
      int from = heads.weights(part, longest);
      for (int at = 0; at < part.area(); at += part.chunk()) {
        int count = Math.min(part.chunk(), part.area() - at);
        weights.get(from + at, p, 0, count);
        room.get(at, gradient, 0, count);
        if (dropout != null) {
          dropout.get(from + at, drop, 0, count);
          Vectors.multiply(gradient, drop, count);
          Vectors.multiply(drop, p, count);
        }
        room.put(longest * longest + at, dropout == null ? p : drop, 0, count);
        for (int row = 0; row < count; row += part.keys()) {
          Softmax.back(p, gradient, row, part.keys(), scratch);
        }
        room.put(at, gradient, 0, count);
      }
    }
  }
}
