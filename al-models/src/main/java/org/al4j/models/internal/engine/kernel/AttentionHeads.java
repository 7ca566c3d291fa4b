package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.al4j.models.internal.engine.kernel.Gemm.Matrix;
import org.bytedeco.javacpp.FloatPointer;

/**
 * How the heads of packed sequences lie in the arrays of attention. Where attention is causal, a
 * query sees no token after its own: the queries of a sequence are then taken in blocks, each with
 * the keys up to its last one, so that most of what is hidden is neither computed nor stored.
 *
 * @param heads heads of a sequence, A
 * @param width elements of a head's vectors, d; {@code H = A d}
 * @param scale what the products of queries and keys are multiplied by
 * @param queries which tokens have a query; of one a sequence, contexts and weights have a row for
 *     each sequence, else for each token
 * @param causal whether a query sees only its own token and those before it
 */
public record AttentionHeads(int heads, int width, float scale, Tokens queries, boolean causal) {
  /** Elements that are worked on at a time in Java: three such arrays fit the first cache. */
  private static final int CHUNK = 4096;

  /** Queries that are taken at a time where attention is causal: a block of a product. */
  static final int BLOCK = Gemm.BLOCK;

  /** The usual scale, {@code 1 / sqrt(d)}. */
  public static float scale(int width) {
    return (float) (1 / Math.sqrt(width));
  }

  /**
   * Queries of a head of a sequence, and the keys that they see.
   *
   * @param sequence its number
   * @param start its first row
   * @param count its tokens, n
   * @param head number of the head
   * @param from the first query's place in the sequence
   * @param queries how many there are, q
   * @param keys how many tokens they see, k, from the first: all, or the last query's and those
   *     before it
   */
  record Part(int sequence, int start, int count, int head, int from, int queries, int keys) {
    /** Elements of the weights. */
    int area() {
      return queries * keys;
    }

    /** Elements that are worked on at a time: whole rows of the weights. */
    int chunk() {
      return Math.max(1, CHUNK / keys) * keys;
    }

    /** Whether another part has keys of its own, which was visited before. */
    boolean further() {
      return keys < count;
    }
  }

  /** What is done with each part. */
  interface Visitor {
    void visit(Part part);
  }

  public int hidden() {
    return heads * width;
  }

  /** S, of room {@code [2, S, S]}. */
  static int longest(FloatBuffer room) {
    return (int) Math.round(Math.sqrt(room.capacity() / 2.0));
  }

  /** The largest {@link Part#chunk} of parts with at most {@code longest} tokens. */
  static int chunk(int longest) {
    return Math.max(CHUNK, longest);
  }

  /** Elements of a context before those that nothing writes. */
  int used(FloatBuffer segments) {
    return queries.one() ? 0 : Segments.end(segments) * hidden();
  }

  /**
   * Visits the parts of all heads of all sequences; of {@link Segments} with no tokens there are
   * none. Of a head's parts, that with the most keys comes first.
   */
  void forEach(FloatBuffer segments, Visitor visitor) {
    for (int i = 0; i < Segments.size(segments); i++) {
      int count = Segments.count(segments, i);
      for (int head = 0; head < heads && count > 0; head++) {
        visit(i, Segments.start(segments, i), count, head, visitor);
      }
    }
  }

  private void visit(int sequence, int start, int count, int head, Visitor visitor) {
    if (queries.one()) {
      int place = queries.place(count);
      visitor.visit(new Part(sequence, start, count, head, place, 1, keys(place, count)));
      return;
    }
    int block = causal ? BLOCK : count;
    for (int from = (count - 1) / block * block; from >= 0; from -= block) {
      int size = Math.min(block, count - from);
      visitor.visit(new Part(sequence, start, count, head, from, size, keys(from, count)));
    }
  }

  /** Keys that are stored for a query: those that it sees, and of a block the same for all. */
  public int keys(int query, int count) {
    if (!causal) {
      return count;
    }
    return queries.one() ? query + 1 : Math.min(count, (query / BLOCK + 1) * BLOCK);
  }

  /** Where the weights of a query begin among those of its head. */
  public int at(int query, int count) {
    if (queries.one()) {
      return 0;
    }
    int block = causal ? query / BLOCK * BLOCK : 0; // before are full ones of 1, 2, ... blocks
    return block * (block + BLOCK) / 2 + (query - block) * keys(query, count);
  }

  /** Elements of the weights of a head of a sequence. */
  public int area(int count) {
    int last = queries.one() ? queries.place(count) : count - 1;
    return at(last, count) + keys(last, count);
  }

  /**
   * Lets whole rows of a part's scores fall to minus infinity where the key's token comes after the
   * query's.
   *
   * @param row the first of them
   * @param count elements
   */
  void hide(Part part, int row, float[] scores, int count) {
    int seen = part.from + row + 1;
    for (int at = 0; causal && at < count; at += part.keys) {
      Arrays.fill(scores, at + seen++, at + part.keys, Float.NEGATIVE_INFINITY);
    }
  }

  /** The queries in joined projections, {@code [q, d]}. */
  Matrix query(FloatPointer joined, Part part) {
    return projection(joined, 0, part.start + part.from, part);
  }

  /** The keys, {@code [k, d]}. */
  Matrix key(FloatPointer joined, Part part) {
    return projection(joined, 1, part.start, part);
  }

  /** The values, {@code [k, d]}. */
  Matrix value(FloatPointer joined, Part part) {
    return projection(joined, 2, part.start, part);
  }

  /** What the head has gathered, {@code [q, d]}. */
  Matrix context(FloatPointer context, Part part) {
    int row = queries.one() ? part.sequence : part.start + part.from;
    return new Matrix(context, (long) row * hidden() + (long) part.head * width, hidden(), false);
  }

  /** Where the part's weights {@code [q, k]} begin in an array of {@code [rows, A, S]}. */
  int weights(Part part, int longest) {
    int row = queries.one() ? part.sequence : part.start;
    return row * heads * longest + part.head * area(part.count) + at(part.from, part.count);
  }

  private Matrix projection(FloatPointer joined, int which, int row, Part part) {
    long at = (3L * row + which) * hidden() + (long) part.head * width;
    return new Matrix(joined, at, 3 * hidden(), false);
  }
}
