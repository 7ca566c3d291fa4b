package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.transformer.internal.Gemm.Matrix;
import org.al4j.models.transformer.internal.Gemm.Size;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link AttentionForward}: from the joined projections {@code [T, 3H]}, the
 * weights before dropout {@code [B, A, S, S]}, the gradient of the context {@code [T, H]} and
 * possibly the dropout mask to the gradient of the projections {@code [T, 3H]}, and room for two
 * heads' weights. With {@code p} the weights, {@code m} the dropout mask and {@code g} the
 * context's gradient: {@code dv = (p m)' g}, {@code dp = m (g v')}, {@code ds = p (dp - sum(dp
 * p))}, {@code dq = ds k / sqrt(d)}, {@code dk = ds' q / sqrt(d)}.
 *
 * @param heads how many heads a sequence has
 */
record AttentionBackward(int heads) implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    long length = inputs.get(1)[3];
    return List.of(inputs.get(0), new long[] {2, length, length});
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    int length = (int) Math.round(Math.sqrt(out[1].capacity() / 2));
    int batch = in[1].capacity() / (heads * length * length);
    int width = in[2].capacity() / (batch * length * heads);
    new Run(new Heads(batch, heads, length, width), in, out).all();
  }

  /** One run: the arrays, as buffers for Java and as pointers for products. */
  private static final class Run {
    private final Heads heads;
    private final FloatBuffer weights;
    private final @Nullable FloatBuffer dropout;
    private final FloatBuffer room;
    private final FloatPointer joined;
    private final FloatPointer outer;
    private final FloatPointer squares;
    private final FloatPointer inner;
    private final float[] p;
    private final float[] gradient;
    private final float[] drop;
    private final float[] scratch;

    Run(Heads heads, FloatBuffer[] in, FloatBuffer[] out) {
      this.heads = heads;
      weights = in[1];
      dropout = in.length > 3 ? in[3] : null;
      room = out[1];
      joined = new FloatPointer(in[0]);
      outer = new FloatPointer(in[2]);
      squares = new FloatPointer(room);
      inner = new FloatPointer(out[0]);
      p = new float[heads.chunk()];
      gradient = new float[heads.chunk()];
      drop = new float[heads.chunk()];
      scratch = new float[heads.length()];
    }

    void all() {
      int length = heads.length();
      Size tall = new Size(length, heads.width(), length);
      for (int head = 0; head < heads.count(); head++) {
        Matrix first = heads.square(squares, 0); // gradient of the weights, then of the scores
        Matrix used = heads.square(squares, 1); // the weights after dropout
        Matrix context = heads.context(outer, head);
        Gemm.multiply(
            new Size(length, length, heads.width()),
            1,
            context,
            heads.value(joined, head).transposed(),
            first);
        back(head);
        Gemm.multiply(tall, 1, used.transposed(), context, heads.value(inner, head));
        Gemm.multiply(
            tall, heads.scale(), first, heads.key(joined, head), heads.query(inner, head));
        Gemm.multiply(
            tall,
            heads.scale(),
            first.transposed(),
            heads.query(joined, head),
            heads.key(inner, head));
      }
    }

    /** From the gradient of the weights after dropout to that of the scores, in place. */
    private void back(int head) {
      int length = heads.length();
      for (int at = 0; at < heads.square(); at += p.length) {
        int count = Math.min(p.length, heads.square() - at);
        weights.get(head * heads.square() + at, p, 0, count);
        room.get(at, gradient, 0, count);
        if (dropout != null) {
          dropout.get(head * heads.square() + at, drop, 0, count);
          Vectors.multiply(gradient, drop);
          Vectors.multiply(drop, p);
        }
        room.put(heads.square() + at, dropout == null ? p : drop, 0, count);
        for (int r = 0; r < count; r += length) {
          Softmax.back(p, gradient, r, scratch);
        }
        room.put(at, gradient, 0, count);
      }
    }
  }
}
