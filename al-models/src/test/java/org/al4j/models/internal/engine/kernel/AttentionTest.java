package org.al4j.models.internal.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attention within packed sequences, of all kinds, against sums in double precision: lengths of one
 * token, below a block, of a whole block, and of several.
 */
class AttentionTest {
  private static final int HEADS = 2;
  private static final int WIDTH = 5;
  private static final int HIDDEN = HEADS * WIDTH;
  private static final int LONGEST = 256;
  private static final float SCALE = 0.7f;
  private static final int[] LENGTHS = {7, 1, 64, 150, 65, 0, 128};

  static Stream<Arguments> kinds() {
    List<Arguments> kinds = new ArrayList<>();
    for (Tokens queries : Tokens.values()) {
      for (int bits = 0; bits < 4; bits++) {
        kinds.add(Arguments.of(queries, bits % 2 == 1, bits > 1));
      }
    }
    return kinds.stream();
  }

  private static AttentionHeads heads(Tokens queries, boolean causal) {
    return new AttentionHeads(HEADS, WIDTH, SCALE, queries, causal);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void run_packedSequences_equalsSums(Tokens queries, boolean causal, boolean dropout) {
    AttentionHeads heads = heads(queries, causal);
    SplittableRandom random = new SplittableRandom(3);
    FloatBuffer segments = segments();
    int rows = Segments.end(segments) + 3; // the last ones belong to nobody
    int asked = queries.one() ? LENGTHS.length : rows;
    FloatBuffer joined = numbers(random, rows * 3 * HIDDEN, 2);
    FloatBuffer room = buffer(2 * LONGEST * LONGEST);
    FloatBuffer mask = buffer(asked * HEADS * LONGEST);
    for (int i = 0; i < mask.capacity(); i++) {
      mask.put(i, random.nextInt(4) == 0 ? 0 : 4 / 3f);
    }
    FloatBuffer weights = filled(mask.capacity());
    FloatBuffer context = filled(asked * HIDDEN);
    FloatBuffer outer = numbers(random, asked * HIDDEN, 1);
    FloatBuffer inner = filled(joined.capacity());
    new AttentionForward(heads, true)
        .run(inputs(dropout, mask, joined, segments, room), new FloatBuffer[] {weights, context});
    FloatBuffer again = filled(asked * HIDDEN);
    new AttentionForward(heads, false)
        .run(inputs(dropout, mask, joined, segments, room), new FloatBuffer[] {again});
    new AttentionBackward(heads)
        .run(
            inputs(dropout, mask, joined, segments, room, weights, outer),
            new FloatBuffer[] {inner});

    Sums sums = new Sums(heads, Vectors.copy(joined), dropout ? Vectors.copy(mask) : null);
    double[] gradient = sums.run(Vectors.copy(outer));
    assertWithin(sums.context, Vectors.copy(context), 2e-5);
    assertArrayEquals(Vectors.copy(context), Vectors.copy(again));
    assertWithin(gradient, Vectors.copy(inner), 5e-5);
    sums.weights.forEach(one -> assertEquals(one.weight, weights.get(one.at), 1e-6));
  }

  /** The last query of causal attention is that of attention to all. */
  @Test
  void run_lastToken_isTheLastRowOfAll() {
    SplittableRandom random = new SplittableRandom(4);
    FloatBuffer segments = segments();
    FloatBuffer joined = numbers(random, Segments.end(segments) * 3 * HIDDEN, 2);
    FloatBuffer room = buffer(2 * LONGEST * LONGEST);
    FloatBuffer all = buffer(Segments.end(segments) * HIDDEN);
    FloatBuffer last = buffer(LENGTHS.length * HIDDEN);
    FloatBuffer picked = buffer(LENGTHS.length * HIDDEN);
    FloatBuffer[] in = {joined, segments, room};
    new AttentionForward(heads(Tokens.ALL, true), false).run(in, new FloatBuffer[] {all});
    new AttentionForward(heads(Tokens.LAST, true), false).run(in, new FloatBuffer[] {last});
    new OneToken(Tokens.LAST, false)
        .run(new FloatBuffer[] {all, segments}, new FloatBuffer[] {picked});
    assertArrayEquals(Vectors.copy(picked), Vectors.copy(last), 1e-6f);
  }

  @ParameterizedTest
  @CsvSource({"FIRST, 10, 30", "LAST, 12, 30"})
  void run_oneToken_goesThereAndBack(Tokens which, float first, float second) {
    FloatBuffer segments = FloatBuffer.wrap(new float[] {0, 3, 0, 0, 3, 1, 0, 0});
    FloatBuffer rows = FloatBuffer.wrap(new float[] {10, -10, 11, -11, 12, -12, 30, -30, 9, 9});
    FloatBuffer picked = filled(8);
    new OneToken(which, false).run(new FloatBuffer[] {rows, segments}, new FloatBuffer[] {picked});
    float[] want = {first, -first, 0, 0, second, -second, 0, 0};
    assertArrayEquals(want, Vectors.copy(picked));
    FloatBuffer back = filled(10);
    new OneToken(which, true)
        .run(new FloatBuffer[] {picked, segments, rows}, new FloatBuffer[] {back});
    float[] spread = new float[10];
    int place = which == Tokens.FIRST ? 0 : 4;
    spread[place] = first;
    spread[place + 1] = -first;
    spread[6] = second;
    spread[7] = -second;
    assertArrayEquals(spread, Vectors.copy(back));
  }

  /** Each query's keys lie behind those of the query before. */
  @ParameterizedTest
  @CsvSource({"1, 1", "63, 3969", "64, 4096", "65, 4161", "150, 15588", "256, 40960"})
  void area_causal_isThatOfBlocksWithoutWhatIsHiddenFromAll(int count, int area) {
    AttentionHeads heads = heads(Tokens.ALL, true);
    int next = 0;
    for (int query = 0; query < count; query++) {
      assertEquals(next, heads.at(query, count));
      assertTrue(heads.keys(query, count) > query && heads.keys(query, count) <= count);
      next += heads.keys(query, count);
    }
    assertEquals(area, next);
    assertEquals(area, heads.area(count));
  }

  private static FloatBuffer[] inputs(boolean dropout, FloatBuffer mask, FloatBuffer... others) {
    List<FloatBuffer> all = new ArrayList<>(List.of(others));
    if (dropout) {
      all.add(mask);
    }
    return all.toArray(FloatBuffer[]::new);
  }

  private static FloatBuffer segments() {
    FloatBuffer segments = buffer(2 * LENGTHS.length);
    int start = 0;
    for (int i = 0; i < LENGTHS.length; i++) {
      segments.put(2 * i, start).put(2 * i + 1, LENGTHS[i]);
      start += LENGTHS[i];
    }
    return segments;
  }

  private static FloatBuffer buffer(int length) {
    return ByteBuffer.allocateDirect(Float.BYTES * length)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static FloatBuffer filled(int length) {
    FloatBuffer buffer = buffer(length);
    Buffers.fill(buffer, 0, length, Float.NaN);
    return buffer;
  }

  private static FloatBuffer numbers(SplittableRandom random, int length, double bound) {
    FloatBuffer buffer = buffer(length);
    for (int i = 0; i < length; i++) {
      buffer.put(i, (float) (bound * (2 * random.nextDouble() - 1)));
    }
    return buffer;
  }

  private static void assertWithin(double[] want, float[] got, double tolerance) {
    assertEquals(want.length, got.length);
    assertTrue(Arrays.stream(want).anyMatch(x -> Math.abs(x) > 0.1));
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], got[i], tolerance, "at " + i);
    }
  }

  /** The same from its formulas, query by query. */
  private static final class Sums {
    private final AttentionHeads heads;
    private final float[] joined;
    private final float[] mask;
    private final List<Weight> weights = new ArrayList<>();
    private double[] context = {};
    private double[] gradient = {};

    record Weight(int at, double weight) {}

    Sums(AttentionHeads heads, float[] joined, float[] mask) {
      this.heads = heads;
      this.joined = joined;
      this.mask = mask;
    }

    /** Computes the context, and the gradient of the projections from its own. */
    double[] run(float[] outer) {
      context = new double[outer.length];
      gradient = new double[joined.length];
      int start = 0;
      for (int i = 0; i < LENGTHS.length; i++) {
        int count = LENGTHS[i];
        for (int query = 0; query < count; query++) {
          boolean one = heads.queries().one();
          if (!one || query == (heads.queries() == Tokens.FIRST ? 0 : count - 1)) {
            int row = one ? i : start + query;
            for (int head = 0; head < HEADS; head++) {
              int at = (one ? i : start) * HEADS * LONGEST + head * heads.area(count);
              query(start, query, count, head, row, at + heads.at(query, count), outer);
            }
          }
        }
        start += count;
      }
      return gradient;
    }

    private void query(int start, int query, int count, int head, int row, int at, float[] outer) {
      int seen = heads.causal() ? query + 1 : count;
      int q = place(start + query, 0, head);
      int out = row * HIDDEN + head * WIDTH;
      double[] p = new double[seen];
      double[] g = new double[seen];
      double sum = 0;
      for (int k = 0; k < seen; k++) {
        for (int d = 0; d < WIDTH; d++) {
          p[k] += (double) SCALE * joined[q + d] * joined[place(start + k, 1, head) + d];
        }
        p[k] = Math.exp(p[k]);
        sum += p[k];
      }
      double expected = 0;
      for (int k = 0; k < seen; k++) {
        p[k] /= sum;
        weights.add(new Weight(at + k, p[k]));
        double m = mask == null ? 1 : mask[at + k];
        int v = place(start + k, 2, head);
        for (int d = 0; d < WIDTH; d++) {
          context[out + d] += p[k] * m * joined[v + d];
          gradient[v + d] += p[k] * m * outer[out + d];
          g[k] += m * joined[v + d] * outer[out + d];
        }
        expected += g[k] * p[k];
      }
      for (int k = 0; k < seen; k++) {
        double scaled = SCALE * p[k] * (g[k] - expected);
        int key = place(start + k, 1, head);
        for (int d = 0; d < WIDTH; d++) {
          gradient[q + d] += scaled * joined[key + d];
          gradient[key + d] += scaled * joined[q + d];
        }
      }
    }

    private static int place(int row, int which, int head) {
      return row * 3 * HIDDEN + which * HIDDEN + head * WIDTH;
    }
  }
}
