package org.al4j.models.internal.torch;

import java.math.BigInteger;
import org.al4j.models.internal.FileInput;

/** Operands of a pickle's instructions that are more than a number of fixed size. */
final class PickleOperands {
  private static final int LONGEST_LINE = 200;

  private PickleOperands() {}

  /** Little endian, two's complement; beyond 64 bits, as the magic number of old files is. */
  static Object integer(byte[] bytes) {
    byte[] bigEndian = new byte[bytes.length + 1];
    for (int i = 0; i < bytes.length; i++) {
      bigEndian[bytes.length - i] = bytes[i];
    }
    bigEndian[0] = (byte) (bytes.length > 0 && bytes[bytes.length - 1] < 0 ? -1 : 0);
    BigInteger value = new BigInteger(bigEndian);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  /** A name up to the end of the line. */
  static String line(FileInput in) {
    StringBuilder line = new StringBuilder();
    for (int c = in.u8(); c != '\n'; c = in.u8()) {
      if (line.length() == LONGEST_LINE) {
        throw in.bad("malformed pickle at byte %d: a name without an end", in.position());
      }
      line.append((char) c);
    }
    return line.toString();
  }
}
