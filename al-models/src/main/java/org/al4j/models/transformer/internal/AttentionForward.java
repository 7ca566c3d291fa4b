package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * Masked multi-head attention, {@code softmax(q k' / sqrt(d) + mask) v} for each head: from the
 * joined projections {@code [T, 3H]}, the mask {@code [B, 1, 1, S]} and possibly a dropout mask
 * {@code [B, A, S, S]} to the weights before dropout {@code [B, A, S, S]}, if kept, the context
 * {@code [T, H]}, and room for one head. Head by head, so that the scores stay in the cache, and
 * without moving the columns of a head together first.
 *
 * @param heads how many heads a sequence has
 * @param keep whether the weights are kept, for the gradient
 */
record AttentionForward(int heads, boolean keep) implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    long[] joined = inputs.get(0);
    long length = inputs.get(1)[3];
    long[] context = {joined[0], joined[1] / 3};
    long[] room = {length, length};
    return keep
        ? List.of(new long[] {inputs.get(1)[0], heads, length, length}, context, room)
        : List.of(context, room);
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    FloatBuffer room = out[out.length - 1];
    int length = (int) Math.round(Math.sqrt(room.capacity()));
    int batch = in[1].capacity() / length;
    int width = in[0].capacity() / (3 * batch * length * heads);
    new Run(new Heads(batch, heads, length, width), in, out, keep ? out[0] : null).all();
  }

  /** One run: the arrays, as buffers for Java and as pointers for products. */
  private static final class Run {
    private final Heads heads;
    private final FloatBuffer mask;
    private final @Nullable FloatBuffer dropout;
    private final @Nullable FloatBuffer kept;
    private final FloatBuffer room;
    private final FloatPointer left;
    private final FloatPointer right;
    private final FloatPointer square;
    private final FloatPointer context;
    private final float[] row;
    private final float[] x;
    private final float[] drop;
    private final float[] scratch;

    Run(Heads heads, FloatBuffer[] in, FloatBuffer[] out, @Nullable FloatBuffer kept) {
      this.heads = heads;
      this.kept = kept;
      mask = in[1];
      dropout = in.length > 2 ? in[2] : null;
      room = out[out.length - 1];
      left = new FloatPointer(in[0]);
      right = new FloatPointer(in[0]);
      square = new FloatPointer(room);
      context = new FloatPointer(out[out.length - 2]);
      row = new float[heads.length()];
      x = new float[heads.chunk()];
      drop = new float[heads.chunk()];
      scratch = new float[heads.length()];
    }

    void all() {
      int length = heads.length();
      int width = heads.width();
      for (int head = 0; head < heads.count(); head++) {
        Gemm.multiply(
            new Gemm.Size(length, length, width),
            heads.scale(),
            heads.query(left, head),
            heads.key(right, head).transposed(),
            heads.square(square, 0));
        soften(head);
        Gemm.multiply(
            new Gemm.Size(length, width, length),
            1,
            heads.square(square, 0),
            heads.value(right, head),
            heads.context(context, head));
      }
    }

    /** From scores to weights, in place; drops some. */
    private void soften(int head) {
      int length = heads.length();
      mask.get(head / heads.heads() * length, row);
      for (int at = 0; at < heads.square(); at += x.length) {
        int count = Math.min(x.length, heads.square() - at);
        room.get(at, x, 0, count);
        Softmax.rows(x, count, row, scratch);
        if (kept != null) {
          kept.put(head * heads.square() + at, x, 0, count);
        }
        if (dropout != null) {
          dropout.get(head * heads.square() + at, drop, 0, count);
          Vectors.multiply(x, drop);
        }
        room.put(at, x, 0, count);
      }
    }
  }
}
