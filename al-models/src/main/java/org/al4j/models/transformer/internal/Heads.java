package org.al4j.models.transformer.internal;

import org.al4j.models.transformer.internal.Gemm.Matrix;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Where the part of an attention head lies in each array. Heads are numbered through the batch.
 *
 * @param batch sequences, B
 * @param heads heads of a sequence, A
 * @param length tokens of a sequence, S
 * @param width elements of a head's vectors, d; {@code H = A d}
 */
record Heads(int batch, int heads, int length, int width) {
  /** Elements that are worked on at a time in Java: three such arrays fit the first cache. */
  private static final int CHUNK = 4096;

  /** All heads of the batch. */
  int count() {
    return batch * heads;
  }

  float scale() {
    return (float) (1 / Math.sqrt(width));
  }

  /** Elements of a head's weights. */
  int square() {
    return length * length;
  }

  /** Elements that are worked on at a time: whole rows of a head's weights. */
  int chunk() {
    return Math.max(1, Math.min(length, CHUNK / length)) * length;
  }

  /** The query of a head in joined projections, {@code [S, d]}. */
  Matrix query(FloatPointer joined, int head) {
    return part(joined, 0, head);
  }

  /** The key of a head, {@code [S, d]}. */
  Matrix key(FloatPointer joined, int head) {
    return part(joined, 1, head);
  }

  /** The value of a head, {@code [S, d]}. */
  Matrix value(FloatPointer joined, int head) {
    return part(joined, 2, head);
  }

  /** What a head has gathered, {@code [S, d]}. */
  Matrix context(FloatPointer context, int head) {
    int hidden = heads * width;
    long at = (long) (head / heads) * length * hidden + head % heads * width;
    return new Matrix(context, at, hidden, false);
  }

  /** The {@code i}-th of arrays {@code [S, S]} that lie behind each other. */
  Matrix square(FloatPointer squares, int i) {
    return new Matrix(squares, (long) i * square(), length, false);
  }

  private Matrix part(FloatPointer joined, int part, int head) {
    int hidden = heads * width;
    long at = (long) (head / heads) * length * 3 * hidden + part * hidden + head % heads * width;
    return new Matrix(joined, at, 3 * hidden, false);
  }
}
