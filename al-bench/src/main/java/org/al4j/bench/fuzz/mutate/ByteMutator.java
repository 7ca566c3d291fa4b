package org.al4j.bench.fuzz.mutate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Mutations that know nothing of a format. */
final class ByteMutator implements Mutator {
  static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    7,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    0xffffffffL,
    1L << 32,
    100_000_000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE / 4
  };
  private static final int[] BYTES = {0, 1, 0x7f, 0x80, 0xff, ' ', '\n', '"', '{', '}', ',', '0'};
  private static final int SHORT_RANGE = 24;

  @Override
  public byte[] mutate(byte[] bytes, byte[] other, RandomGenerator random) {
    if (bytes.length == 0) {
      return other.clone();
    }
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> set(bytes, random, b -> b ^ 1 << random.nextInt(8));
      case 3, 4 -> set(bytes, random, b -> random.nextInt(256));
      case 5 -> set(bytes, random, b -> BYTES[random.nextInt(BYTES.length)]);
      case 6 -> set(bytes, random, b -> b + random.nextInt(33) - 16);
      case 7, 8 -> number(bytes, random);
      case 9 -> insert(bytes, bytes.length, random);
      case 10, 11 -> delete(bytes, random);
      case 12 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 13 -> duplicate(bytes, random);
      case 14 -> overwrite(bytes, other, random);
      default -> splice(bytes, other, random);
    };
  }

  private interface Change {
    int of(int old);
  }

  private static byte[] set(byte[] bytes, RandomGenerator random, Change change) {
    byte[] changed = bytes.clone();
    int at = random.nextInt(changed.length);
    changed[at] = (byte) change.of(changed[at]);
    return changed;
  }

  /** Writes a number that readers may stumble over, of 1, 2, 4 or 8 bytes. */
  private static byte[] number(byte[] bytes, RandomGenerator random) {
    int size = 1 << random.nextInt(4);
    if (bytes.length < size) {
      return set(bytes, random, b -> 0xff);
    }
    // Headers stand in front, where lengths are: half of the numbers go there.
    int places = bytes.length - size + 1;
    int at = random.nextInt(random.nextBoolean() ? Math.min(places, 64) : places);
    boolean little = random.nextInt(4) > 0;
    byte[] value =
        ByteBuffer.allocate(Long.BYTES)
            .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
            .putLong(NUMBERS[random.nextInt(NUMBERS.length)])
            .array();
    byte[] changed = bytes.clone();
    System.arraycopy(value, little ? 0 : Long.BYTES - size, changed, at, size);
    return changed;
  }

  private static byte[] insert(byte[] bytes, int length, RandomGenerator random) {
    byte[] added = new byte[1 + random.nextInt(SHORT_RANGE)];
    if (random.nextBoolean()) {
      random.nextBytes(added);
    } else {
      Arrays.fill(added, (byte) BYTES[random.nextInt(BYTES.length)]);
    }
    return insert(bytes, random.nextInt(length + 1), added, 0, added.length);
  }

  private static byte[] delete(byte[] bytes, RandomGenerator random) {
    int from = random.nextInt(bytes.length);
    int length = Math.min(length(bytes, random), bytes.length - from);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
    System.arraycopy(bytes, from + length, shorter, from, shorter.length - from);
    return shorter;
  }

  private static byte[] duplicate(byte[] bytes, RandomGenerator random) {
    int from = random.nextInt(bytes.length);
    int length = Math.min(length(bytes, random), bytes.length - from);
    return insert(bytes, random.nextInt(bytes.length + 1), bytes, from, length);
  }

  private static byte[] overwrite(byte[] bytes, byte[] other, RandomGenerator random) {
    byte[] changed = bytes.clone();
    int to = random.nextInt(changed.length);
    byte[] source = other.length == 0 ? bytes : other;
    int from = random.nextInt(source.length);
    int length = Math.min(length(source, random), source.length - from);
    System.arraycopy(source, from, changed, to, Math.min(length, changed.length - to));
    return changed;
  }

  /** The front of one and the back of another. */
  private static byte[] splice(byte[] bytes, byte[] other, RandomGenerator random) {
    int front = random.nextInt(bytes.length + 1);
    int back = random.nextInt(other.length + 1);
    byte[] spliced = Arrays.copyOf(bytes, front + back);
    System.arraycopy(other, other.length - back, spliced, front, back);
    return spliced;
  }

  /** Mostly short. */
  private static int length(byte[] bytes, RandomGenerator random) {
    return 1 + random.nextInt(random.nextInt(4) == 0 ? bytes.length : SHORT_RANGE);
  }

  static byte[] insert(byte[] bytes, int at, byte[] from, int start, int length) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
    System.arraycopy(from, start, longer, at, length);
    return longer;
  }
}
