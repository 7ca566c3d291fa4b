package org.al4j.bench.fuzz.mutate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Which mutations a file gets, by its name: those of its format, and those of any. */
public final class Mutators {
  private static final Mutator BYTES = new ByteMutator();
  private static final Mutator TEXT = new TextMutator();
  private static final Mutator JSON = new JsonMutator();
  private static final Mutator WIRE = new WireMutator();
  private static final Mutator JSON_LINE = Mutators::jsonLine;
  private static final Mutator HEADER = Mutators::header;
  private static final Mutator ZIP = Mutators::zip;

  private Mutators() {}

  /**
   * A mutated copy: one change mostly, sometimes several.
   *
   * @param name the file's
   * @param other another valid file of the kind, possibly the same
   */
  public static byte[] mutate(String name, byte[] valid, byte[] other, RandomGenerator random) {
    byte[] bytes = valid;
    for (boolean more = true; more; more = random.nextInt(4) == 0) {
      bytes = of(name, random).mutate(bytes, other, random);
      if (bytes.length > Mutator.LONGEST) {
        bytes = Arrays.copyOf(bytes, Mutator.LONGEST);
      }
    }
    return bytes;
  }

  private static Mutator of(String name, RandomGenerator random) {
    int kind = random.nextInt(10);
    if (name.endsWith(".gz")) {
      Mutator inner = of(name.substring(0, name.length() - ".gz".length()), random);
      return kind < 3 ? BYTES : (bytes, other, r) -> gzip(inner, bytes, other, r);
    }
    if (name.endsWith(".json")) {
      return kind < 6 ? JSON : kind < 8 ? TEXT : BYTES;
    }
    if (name.endsWith("jsonl")) {
      return kind < 5 ? JSON_LINE : kind < 8 ? TEXT : BYTES;
    }
    if (name.endsWith(".safetensors")) {
      return kind < 5 ? HEADER : BYTES;
    }
    if (name.endsWith(".bin")) {
      return kind < 4 ? ZIP : BYTES;
    }
    if (name.endsWith(".onnx")) {
      return kind < 6 ? WIRE : BYTES;
    }
    return kind < 7 ? TEXT : BYTES;
  }

  /** Changes one of the documents, a line each. */
  private static byte[] jsonLine(byte[] bytes, byte[] other, RandomGenerator random) {
    List<int[]> lines = lines(bytes);
    List<int[]> others = lines(other);
    if (lines.isEmpty() || others.isEmpty()) {
      return TEXT.mutate(bytes, other, random);
    }
    int[] line = lines.get(random.nextInt(lines.size()));
    int[] second = others.get(random.nextInt(others.size()));
    byte[] changed =
        JSON.mutate(
            Arrays.copyOfRange(bytes, line[0], line[1]),
            Arrays.copyOfRange(other, second[0], second[1]),
            random);
    return replaced(bytes, line[0], line[1], changed);
  }

  /** Where each line begins and ends, without the line break. */
  private static List<int[]> lines(byte[] bytes) {
    List<int[]> lines = new java.util.ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        if (i > start) {
          lines.add(new int[] {start, i});
        }
        start = i + 1;
      }
    }
    return lines;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] with) {
    byte[] result = Arrays.copyOf(bytes, from + with.length + bytes.length - to);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
    return result;
  }

  /** Changes the header of safetensors and keeps its length right. */
  private static byte[] header(byte[] bytes, byte[] other, RandomGenerator random) {
    int end = headerEnd(bytes);
    int otherEnd = headerEnd(other);
    if (end < 0 || otherEnd < 0) {
      return BYTES.mutate(bytes, other, random);
    }
    byte[] changed =
        (random.nextInt(4) == 0 ? TEXT : JSON)
            .mutate(
                Arrays.copyOfRange(bytes, Long.BYTES, end),
                Arrays.copyOfRange(other, Long.BYTES, otherEnd),
                random);
    byte[] result = replaced(bytes, Long.BYTES, end, changed);
    ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN).putLong(changed.length);
    return result;
  }

  private static int headerEnd(byte[] bytes) {
    if (bytes.length < Long.BYTES) {
      return -1;
    }
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return length < 0 || length > bytes.length - Long.BYTES ? -1 : Long.BYTES + (int) length;
  }

  /** Changes an entry of a zip and writes the zip anew around it. */
  private static byte[] zip(byte[] bytes, byte[] other, RandomGenerator random) {
    Map<String, byte[]> entries = ZipEntries.read(bytes);
    if (entries.isEmpty()) {
      return BYTES.mutate(bytes, other, random);
    }
    List<String> names = List.copyOf(entries.keySet());
    String name = names.get(random.nextInt(2) == 0 ? 0 : random.nextInt(names.size()));
    switch (random.nextInt(8)) {
      case 0 -> entries.remove(name);
      case 1 -> entries.put(name + "x", entries.remove(name));
      case 2 -> entries.put(name, entries.get(names.get(random.nextInt(names.size()))));
      default -> entries.computeIfPresent(name, (n, entry) -> BYTES.mutate(entry, other, random));
    }
    return ZipEntries.written(entries);
  }

  private static byte[] gzip(Mutator inner, byte[] bytes, byte[] other, RandomGenerator random) {
    byte[] plain = unzipped(bytes);
    byte[] changed = inner.mutate(plain, unzipped(other), random);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What can be read of it. */
  private static byte[] unzipped(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      return bytes;
    }
  }
}
