package org.al4j.models.internal.onnx;

import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.FileInput;

/**
 * Reads the fields of a protobuf message one after the other.
 *
 * <p>Source: the wire format in the documentation of Protocol Buffers. Groups, which ended with
 * proto2, are refused.
 */
final class Protobuf {
  private final FileInput in;
  private int number;
  private int wire;
  private long value;

  Protobuf(FileInput in) {
    this.in = in;
  }

  /** Moves to the next field; false at the end. */
  boolean next() {
    if (in.remaining() == 0) {
      return false;
    }
    long key = varint();
    number = (int) Math.min(key >>> 3, Integer.MAX_VALUE);
    wire = (int) (key & 7);
    value =
        switch (wire) {
          case 0, 2 -> varint();
          case 1 -> in.i64();
          case 5 -> in.i32();
          default -> throw malformed();
        };
    return true;
  }

  /** The number of the field. */
  int number() {
    return number;
  }

  /** The value of a number. */
  long integer() {
    if (wire != 0) {
      throw malformed();
    }
    return value;
  }

  /** The content of a text, a message or packed numbers; to be taken once, or skipped. */
  FileInput content() {
    if (wire != 2) {
      throw malformed();
    }
    return in.slice(value);
  }

  Protobuf message() {
    return new Protobuf(content());
  }

  String text() {
    FileInput content = content();
    return content.utf8(content.remaining());
  }

  void skip() {
    if (wire == 2) {
      in.skip(value);
    }
  }

  /** Whether the field is a length and its bytes. */
  boolean isContent() {
    return wire == 2;
  }

  long varint() {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = in.u8();
      result |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return result;
      }
    }
    throw malformed();
  }

  private InvalidInputException malformed() {
    return in.bad("no ONNX file: malformed protobuf before byte %d", in.position());
  }
}
