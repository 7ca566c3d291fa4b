package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.Buffers;
import org.al4j.models.internal.engine.plan.DropoutSite;

/**
 * Inverted dropout: each element is 0 with the configured probability, else 1 over the probability
 * of being kept. Four elements are decided by the 16-bit quarters of one 64-bit draw, so a
 * probability is met to 2^-16; the scale uses the rounded probability and keeps the expectation at
 * one.
 *
 * <p>A sequence's masks are drawn for its own tokens, from a generator of its own: they depend
 * neither on padding nor on what else is in the batch.
 */
public final class DropoutMasks {
  private static final int CHUNK = 4096;
  private static final int ONE = 1 << 16;

  private DropoutMasks() {}

  /** Shape of a mask. */
  public static long[] shape(DropoutSite site, Layout layout) {
    int rows = site.perSequence() ? layout.sequences() : layout.rows();
    if (site.attention() == null) {
      return new long[] {rows, site.width()};
    }
    return layout.packed()
        ? new long[] {rows, site.width(), layout.longest()}
        : new long[] {layout.sequences(), site.width(), layout.longest(), layout.longest()};
  }

  /** Fills a mask, each sequence's part from its generator; ones elsewhere. */
  public static void fill(
      DropoutSite site, Batch batch, SplittableRandom[] sequences, FloatBuffer mask) {
    AttentionHeads heads = site.attention();
    if (heads == null) {
      fillRows(site, batch, sequences, mask);
    } else if (batch.layout().packed()) {
      fillWeights(site.probability(), heads, batch, sequences, mask);
    } else {
      fillSquares(site.probability(), heads, batch, sequences, mask);
    }
  }

  private static void fillRows(
      DropoutSite site, Batch batch, SplittableRandom[] sequences, FloatBuffer mask) {
    int end = 0;
    for (int i = 0; i < batch.size(); i++) {
      int at = (site.perSequence() ? i : batch.starts()[i]) * site.width();
      int used = (site.perSequence() ? 1 : batch.counts()[i]) * site.width();
      Buffers.fill(mask, end, at, 1);
      fill(site.probability(), sequences[i], mask.slice(at, used));
      end = at + used;
    }
    Buffers.fill(mask, end, mask.capacity(), 1);
  }

  /** Of weights only what is used is read. */
  private static void fillWeights(
      double probability,
      AttentionHeads heads,
      Batch batch,
      SplittableRandom[] sequences,
      FloatBuffer mask) {
    int row = heads.heads() * batch.layout().longest();
    for (int i = 0; i < batch.size(); i++) {
      int at = (heads.queries().one() ? i : batch.starts()[i]) * row;
      int used = heads.heads() * heads.area(batch.counts()[i]);
      fill(probability, sequences[i], mask.slice(at, used));
    }
  }

  /** The same numbers in an array {@code [B, A, S, S]}. */
  private static void fillSquares(
      double probability,
      AttentionHeads heads,
      Batch batch,
      SplittableRandom[] sequences,
      FloatBuffer mask) {
    clear(mask);
    int length = batch.layout().longest();
    for (int i = 0; i < batch.size(); i++) {
      int count = batch.counts()[i];
      int area = heads.area(count);
      float[] drawn = new float[heads.heads() * area];
      fill(probability, sequences[i], FloatBuffer.wrap(drawn));
      int first = heads.queries().one() ? heads.queries().place(count) : 0;
      int end = heads.queries().one() ? first + 1 : count;
      for (int head = 0; head < heads.heads(); head++) {
        int square = (i * heads.heads() + head) * length * length;
        for (int query = first; query < end; query++) {
          int from = head * area + heads.at(query, count);
          mask.put(square + query * length, drawn, from, heads.keys(query, count));
        }
      }
    }
  }

  /** Ones: no dropout. */
  static void clear(FloatBuffer mask) {
    Buffers.fill(mask, 0, mask.capacity(), 1);
  }

  public static void fill(double probability, SplittableRandom random, FloatBuffer mask) {
    int dropped = (int) Math.round(probability * ONE);
    if (dropped == 0) {
      clear(mask);
      return;
    }
    int kept = Float.floatToRawIntBits((float) ONE / (ONE - dropped));
    float[] values = new float[Math.min(CHUNK, (mask.capacity() + 3) / 4 * 4)];
    for (int at = 0; at < mask.capacity(); at += values.length) {
      for (int i = 0; i < values.length; i += 4) {
        long bits = random.nextLong();
        values[i] = choose((int) (bits & 0xffff), dropped, kept);
        values[i + 1] = choose((int) (bits >>> 16 & 0xffff), dropped, kept);
        values[i + 2] = choose((int) (bits >>> 32 & 0xffff), dropped, kept);
        values[i + 3] = choose((int) (bits >>> 48), dropped, kept);
      }
      mask.put(at, values, 0, Math.min(values.length, mask.capacity() - at));
    }
  }

  /** 0 if {@code draw < dropped}, else the float of the bits {@code kept}: without a branch. */
  private static float choose(int draw, int dropped, int kept) {
    return Float.intBitsToFloat(kept & ~((draw - dropped) >> 31));
  }
}
