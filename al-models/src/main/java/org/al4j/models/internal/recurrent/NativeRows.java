package org.al4j.models.internal.recurrent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.al4j.models.internal.engine.kernel.Gemm;
import org.bytedeco.javacpp.FloatPointer;

/** A matrix by rows that lies where native products can read it; freed with the object. */
final class NativeRows {
  private final int width;
  private FloatBuffer buffer;
  private FloatPointer pointer;

  /** Of so many rows, all 0. */
  NativeRows(int rows, int width) {
    this.width = width;
    this.buffer = allocate(rows, width);
    this.pointer = new FloatPointer(buffer);
  }

  private static FloatBuffer allocate(int rows, int width) {
    int bytes = Math.multiplyExact(Math.multiplyExact(Math.max(1, rows), width), Float.BYTES);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Has room for so many rows; what was in it is lost where it had not. */
  void require(int rows) {
    if ((long) rows * width > buffer.capacity()) {
      buffer = allocate(Math.max(rows, buffer.capacity() / width * 3 / 2), width);
      pointer = new FloatPointer(buffer);
    }
  }

  int width() {
    return width;
  }

  /** The numbers by rows; its position does not count. */
  FloatBuffer buffer() {
    return buffer;
  }

  /** Copies numbers from a row on. */
  void get(int row, float[] into, int count) {
    buffer.get(row * width, into, 0, count);
  }

  /** Overwrites numbers from a row on. */
  void put(int row, float[] from, int count) {
    buffer.put(row * width, from, 0, count);
  }

  /** The matrix from a row on, with a pointer of its own. */
  Gemm.Matrix from(int row) {
    return from(row, 0);
  }

  /** The matrix from a row and a column on. */
  Gemm.Matrix from(int row, int column) {
    return new Gemm.Matrix(new FloatPointer(pointer), (long) row * width + column, width, false);
  }
}
