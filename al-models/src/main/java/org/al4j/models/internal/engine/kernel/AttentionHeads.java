package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import org.al4j.models.internal.engine.kernel.Gemm.Matrix;
import org.bytedeco.javacpp.FloatPointer;

/**
 * How the heads of packed sequences lie in the arrays of attention.
 *
 * @param heads heads of a sequence, A
 * @param width elements of a head's vectors, d; {@code H = A d}
 * @param firstOnly whether only each sequence's first token asks; contexts and weights then have a
 *     row for each sequence, else for each token
 */
public record AttentionHeads(int heads, int width, boolean firstOnly) {
  /** Elements that are worked on at a time in Java: three such arrays fit the first cache. */
  private static final int CHUNK = 4096;

  /**
   * A head of a sequence.
   *
   * @param sequence its number
   * @param start its first row
   * @param count its tokens, n
   * @param queries how many tokens ask, q: all or one
   * @param head number of the head
   */
  record Part(int sequence, int start, int count, int queries, int head) {
    /** Elements of the head's weights. */
    int area() {
      return queries * count;
    }

    /** Elements that are worked on at a time: whole rows of the weights. */
    int chunk() {
      return Math.max(1, CHUNK / count) * count;
    }
  }

  /** What is done with each head. */
  public interface Visitor {
    void visit(Part part);
  }

  int hidden() {
    return heads * width;
  }

  float scale() {
    return (float) (1 / Math.sqrt(width));
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
    return firstOnly ? 0 : Segments.end(segments) * hidden();
  }

  /** Visits the heads of all sequences; of {@link Segments} with no tokens there are none. */
  void forEach(FloatBuffer segments, Visitor visitor) {
    for (int i = 0; i < Segments.size(segments); i++) {
      int count = Segments.count(segments, i);
      for (int head = 0; head < heads && count > 0; head++) {
        int start = Segments.start(segments, i);
        visitor.visit(new Part(i, start, count, firstOnly ? 1 : count, head));
      }
    }
  }

  /** The queries in joined projections, {@code [q, d]}. */
  Matrix query(FloatPointer joined, Part part) {
    return projection(joined, 0, part);
  }

  /** The keys, {@code [n, d]}. */
  Matrix key(FloatPointer joined, Part part) {
    return projection(joined, 1, part);
  }

  /** The values, {@code [n, d]}. */
  Matrix value(FloatPointer joined, Part part) {
    return projection(joined, 2, part);
  }

  /** What the head has gathered, {@code [q, d]}. */
  Matrix context(FloatPointer context, Part part) {
    return new Matrix(context, (long) row(part) * hidden() + part.head * width, hidden(), false);
  }

  /** Where the head's weights {@code [q, n]} begin in an array of {@code [rows, A, S]}. */
  int weights(Part part, int longest) {
    return row(part) * heads * longest + part.head * part.area();
  }

  private int row(Part part) {
    return firstOnly ? part.sequence : part.start;
  }

  private Matrix projection(FloatPointer joined, int which, Part part) {
    long at = (long) part.start * 3 * hidden() + which * hidden() + part.head * width;
    return new Matrix(joined, at, 3 * hidden(), false);
  }
}
