package org.al4j.models.internal.engine.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.al4j.core.InvalidInputException;

/**
 * Numbers on their way to a file or back from it. Whoever has numbers to keep names them once, in
 * one order, and is written or filled by the same code: writing and reading cannot come apart.
 */
public abstract sealed class Exchange {
  private static final int PIECE = 1 << 14;

  /** Somebody with numbers to keep. */
  public interface Kept {
    /** Hands all its numbers to the exchange, or takes them from it. */
    void exchange(Exchange exchange) throws IOException;
  }

  /** Keeps {@code value}, or gives the one that was kept. */
  public abstract int integer(int value) throws IOException;

  /** Keeps {@code value}, or gives the one that was kept. */
  public abstract double number(double value) throws IOException;

  /** Keeps all values, or fills the buffer; its position does not count. */
  public abstract void floats(FloatBuffer values) throws IOException;

  /** Keeps all values, or fills the array. */
  public void floats(float[] values) throws IOException {
    floats(FloatBuffer.wrap(values));
  }

  /** Keeps all values, or fills the array. */
  public void numbers(double[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = number(values[i]);
    }
  }

  /** Writes. */
  static final class Out extends Exchange {
    private final DataOutputStream out;

    Out(DataOutputStream out) {
      this.out = out;
    }

    @Override
    public int integer(int value) throws IOException {
      out.writeInt(value);
      return value;
    }

    @Override
    public double number(double value) throws IOException {
      out.writeDouble(value);
      return value;
    }

    @Override
    public void floats(FloatBuffer values) throws IOException {
      out.writeInt(values.capacity());
      float[] piece = new float[Math.min(PIECE, values.capacity())];
      ByteBuffer bytes = ByteBuffer.allocate(piece.length * Float.BYTES);
      for (int from = 0; from < values.capacity(); from += piece.length) {
        int n = Math.min(piece.length, values.capacity() - from);
        values.get(from, piece, 0, n);
        bytes.asFloatBuffer().put(piece, 0, n);
        out.write(bytes.array(), 0, n * Float.BYTES);
      }
    }
  }

  /** Reads what {@link Out} wrote. */
  static final class In extends Exchange {
    private final DataInputStream in;

    In(DataInputStream in) {
      this.in = in;
    }

    @Override
    public int integer(int value) throws IOException {
      return in.readInt();
    }

    @Override
    public double number(double value) throws IOException {
      return in.readDouble();
    }

    @Override
    public void floats(FloatBuffer values) throws IOException {
      int kept = in.readInt();
      if (kept != values.capacity()) {
        throw new InvalidInputException(
            "it holds " + kept + " numbers where the model has " + values.capacity());
      }
      float[] piece = new float[Math.min(PIECE, kept)];
      ByteBuffer bytes = ByteBuffer.allocate(piece.length * Float.BYTES);
      for (int from = 0; from < kept; from += piece.length) {
        int n = Math.min(piece.length, kept - from);
        in.readFully(bytes.array(), 0, n * Float.BYTES);
        bytes.asFloatBuffer().get(piece, 0, n);
        values.put(from, piece, 0, n);
      }
    }
  }
}
