package org.al4j.models.internal.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A protobuf message that is being written. What is large is kept as it was handed over and copied
 * once, when the whole is written.
 *
 * <p>Source: the wire format in the documentation of Protocol Buffers.
 */
public final class Message {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FIXED = 5;

  private final List<byte[]> parts = new ArrayList<>();
  private long size;

  private Message add(byte[] part) {
    parts.add(part);
    size += part.length;
    return this;
  }

  private Message key(int field, int wire) {
    return varint((long) field << 3 | wire);
  }

  private Message varint(long value) {
    byte[] bytes = new byte[10];
    int length = 0;
    long left = value;
    do {
      bytes[length] = (byte) (left & 0x7f);
      left >>>= 7;
      bytes[length] |= (byte) (left == 0 ? 0 : 0x80);
      length++;
    } while (left != 0);
    return add(Arrays.copyOf(bytes, length));
  }

  /** A whole number. */
  public Message number(int field, long value) {
    return key(field, VARINT).varint(value);
  }

  /** A float. */
  public Message real(int field, float value) {
    int bits = Float.floatToIntBits(value);
    return key(field, FIXED)
        .add(
            new byte[] {
              (byte) bits, (byte) (bits >>> 8), (byte) (bits >>> 16), (byte) (bits >>> 24)
            });
  }

  /** Bytes, which must not be changed afterwards. */
  public Message bytes(int field, byte[] value) {
    return key(field, LENGTH).varint(value.length).add(value);
  }

  /** A text in UTF-8. */
  public Message text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A message within this one, which must not be changed afterwards. */
  public Message message(int field, Message inner) {
    key(field, LENGTH).varint(inner.size);
    parts.addAll(inner.parts);
    size += inner.size;
    return this;
  }

  /** Bytes that it takes. */
  public long size() {
    return size;
  }

  /** Writes it. */
  public void writeTo(OutputStream out) throws IOException {
    for (byte[] part : parts) {
      out.write(part);
    }
  }

  /**
   * It as a whole.
   *
   * @throws IllegalStateException if it is larger than an array can be
   */
  public byte[] toBytes() {
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("the message has " + size + " bytes, at most 2 GB are held");
    }
    byte[] all = new byte[(int) size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
