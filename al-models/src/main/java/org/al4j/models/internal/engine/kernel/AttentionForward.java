package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.internal.engine.kernel.AttentionHeads.Part;
import org.al4j.models.internal.engine.kernel.Gemm.Matrix;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head attention within packed sequences, {@code softmax(q k' / sqrt(d)) v} for each head:
 * from the joined projections {@code [T, 3H]}, the {@link Segments}, room {@code [2, S, S]} and
 * possibly a dropout mask to the weights before dropout, if kept, and the context {@code [T, H]}.
 * Where one token of each sequence has a query, it is {@code [B, H]}. Weights and mask are {@code
 * [T or B, A, S]}: a sequence's heads lie behind each other from its row on. Head by head, so that
 * the scores stay in the cache, and without moving the columns of a head together first.
 *
 * @param keep whether the weights are kept, for the gradient
 */
public record AttentionForward(AttentionHeads heads, boolean keep) implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    long rows = inputs.get(heads.queries().one() ? 1 : 0)[0];
    long[] context = {rows, heads.hidden()};
    long longest = inputs.get(2)[2];
    return keep
        ? List.of(new long[] {rows, heads.heads(), longest}, context)
        : List.<long[]>of(context);
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    new Run(heads, in, out, keep ? out[0] : null).all();
  }

  /** One run: the arrays, as buffers for Java and as pointers for products. */
  private static final class Run {
    private final AttentionHeads heads;
    private final FloatBuffer segments;
    private final FloatBuffer room;
    private final @Nullable FloatBuffer dropout;
    private final @Nullable FloatBuffer kept;
    private final FloatBuffer result;
    private final FloatPointer left;
    private final FloatPointer right;
    private final FloatPointer scores;
    private final FloatPointer context;
    private final int longest;
    private final float[] x;
    private final float[] drop;
    private final float[] scratch;

    Run(AttentionHeads heads, FloatBuffer[] in, FloatBuffer[] out, @Nullable FloatBuffer kept) {
      this.heads = heads;
      this.kept = kept;
      segments = in[1];
      room = in[2];
      dropout = in.length > 3 ? in[3] : null;
      result = out[out.length - 1];
      left = new FloatPointer(in[0]);
      right = new FloatPointer(in[0]);
      scores = new FloatPointer(room);
      context = new FloatPointer(result);
      longest = AttentionHeads.longest(room);
      x = new float[AttentionHeads.chunk(longest)];
      drop = new float[x.length];
      scratch = new float[longest];
    }

    void all() {
      Buffers.fill(result, heads.used(segments), result.capacity(), 0);
      heads.forEach(segments, this::head);
    }

    private void head(Part part) {
      Matrix square = new Matrix(scores, 0, part.keys(), false);
      Gemm.multiply(
          new Gemm.Size(part.queries(), part.keys(), heads.width()),
          heads.scale(),
          heads.query(left, part),
          heads.key(right, part).transposed(),
          square);
      soften(part);
      Gemm.multiply(
          new Gemm.Size(part.queries(), heads.width(), part.keys()),
          1,
          square,
          heads.value(right, part),
          heads.context(context, part));
    }

    /** From scores to weights, in place; drops some. */
    private void soften(Part part) {
      int weights = heads.weights(part, longest);
      for (int at = 0; at < part.area(); at += part.chunk()) {
        int count = Math.min(part.chunk(), part.area() - at);
        room.get(at, x, 0, count);
        heads.hide(part, at / part.keys(), x, count);
        Softmax.rows(x, count, part.keys(), scratch);
        if (kept != null) {
          kept.put(weights + at, x, 0, count);
        }
        if (dropout != null) {
          dropout.get(weights + at, drop, 0, count);
          Vectors.multiply(x, drop, count);
        }
        room.put(at, x, 0, count);
      }
    }
  }
}
