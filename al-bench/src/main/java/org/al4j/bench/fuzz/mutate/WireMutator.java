package org.al4j.bench.fuzz.mutate;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Mutations of a protobuf message that keep the lengths around the change right. */
final class WireMutator implements Mutator {
  private static final int MESSAGE = 2;
  private final ByteMutator bytes = new ByteMutator();

  /** A field as it stands there: its key, and its value without the length before it. */
  private record Field(long key, byte[] value) {}

  @Override
  public byte[] mutate(byte[] message, byte[] other, RandomGenerator random) {
    List<Field> fields = parse(message);
    if (fields.isEmpty()) {
      return bytes.mutate(message, other, random);
    }
    int at = random.nextInt(fields.size());
    Field field = fields.get(at);
    switch (random.nextInt(10)) {
      case 0 -> fields.remove(at);
      case 1 -> fields.add(at, field);
      case 2 -> Collections.swap(fields, at, random.nextInt(fields.size()));
      case 3 -> fields.set(at, new Field(field.key() ^ 1L << random.nextInt(7), field.value()));
      case 4 -> fields.set(at, new Field(field.key(), changed(field, random)));
      default ->
          fields.set(
              at,
              (field.key() & 7) == MESSAGE
                  ? new Field(field.key(), mutate(field.value(), other, random))
                  : new Field(field.key(), changed(field, random)));
    }
    return written(fields);
  }

  private byte[] changed(Field field, RandomGenerator random) {
    if ((field.key() & 7) == 0) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      OnnxBytes.varint(out, ByteMutator.NUMBERS[random.nextInt(ByteMutator.NUMBERS.length)]);
      return out.toByteArray();
    }
    return bytes.mutate(field.value(), field.value(), random);
  }

  private static byte[] written(List<Field> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      OnnxBytes.varint(out, field.key());
      if ((field.key() & 7) == MESSAGE) {
        OnnxBytes.varint(out, field.value().length);
      }
      out.writeBytes(field.value());
    }
    return out.toByteArray();
  }

  /** The fields, or none where it is no message. */
  private static List<Field> parse(byte[] message) {
    List<Field> fields = new ArrayList<>();
    int at = 0;
    while (at < message.length) {
      int end = varintEnd(message, at);
      if (end < 0) {
        return List.of();
      }
      long key = varint(message, at, end);
      int from = end;
      int to =
          switch ((int) (key & 7)) {
            case 0 -> varintEnd(message, from);
            case 1 -> from + Long.BYTES;
            case 5 -> from + Integer.BYTES;
            case MESSAGE -> {
              from = varintEnd(message, end);
              long length = from < 0 ? -1 : varint(message, end, from);
              yield length < 0 || length > message.length - from ? -1 : from + (int) length;
            }
            default -> -1;
          };
      if (to < 0 || to > message.length) {
        return List.of();
      }
      fields.add(new Field(key, java.util.Arrays.copyOfRange(message, from, to)));
      at = to;
    }
    return fields;
  }

  private static int varintEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length && i < from + 10; i++) {
      if (bytes[i] >= 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static long varint(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = to - 1; i >= from; i--) {
      value = (value << 7) | (bytes[i] & 0x7f);
    }
    return value;
  }
}
