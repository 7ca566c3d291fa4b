package org.al4j.models.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.Dtype;
import org.al4j.models.internal.Extent;
import org.al4j.models.internal.InputFile;

/**
 * Reads the header of a safetensors file: eight bytes of length, little endian, then JSON, then the
 * data. As strict as the reference implementation: the tensors fill the data without gap or
 * overlap.
 */
record SafeTensorsHeader(SortedMap<String, Entry> entries, Map<String, String> metadata) {
  /** The reference implementation's limit, so that a wrong length cannot ask for all the memory. */
  private static final long MAX_HEADER = 100_000_000;

  /** A tensor: {@code offset} from the start of the file, {@code bytes} long. */
  @SuppressWarnings("ArrayRecordComponent") // stays within the package, which does not write to it
  record Entry(Dtype dtype, long[] shape, long offset, long bytes) {}

  static SafeTensorsHeader read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw BadFile.of(file, "truncated: %d bytes, and the header's length alone takes 8", size);
    }
    long length = Extent.readFully(channel, 0, 8).getLong();
    if (length < 0 || length > MAX_HEADER || length > size - 8) {
      throw BadFile.of(
          file,
          "the header claims %s bytes, the file has %d after the length (limit %d);"
              + " truncated, or no safetensors file",
          Long.toUnsignedString(length),
          size - 8,
          MAX_HEADER);
    }
    byte[] bytes = Extent.readFully(channel, 8, (int) length).array();
    JsonNode root = InputFile.json(file, "the header is ", bytes);
    return new Reading(file, 8 + length, size).read(root);
  }

  /** The pass over one header. */
  private record Reading(Path file, long dataStart, long fileSize) {
    SafeTensorsHeader read(JsonNode root) {
      SortedMap<String, Entry> entries = new TreeMap<>();
      Map<String, String> metadata = new TreeMap<>();
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        if (field.getKey().equals("__metadata__")) {
          field
              .getValue()
              .properties()
              .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
        } else {
          entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
        }
      }
      checkLayout(entries);
      return new SafeTensorsHeader(
          Collections.unmodifiableSortedMap(entries), Collections.unmodifiableMap(metadata));
    }

    private Entry entry(String name, JsonNode node) {
      String dtypeName = node.path("dtype").asText();
      Dtype dtype =
          Dtype.of(dtypeName)
              .orElseThrow(
                  () ->
                      BadFile.of(
                          file,
                          "tensor %s has the unknown dtype '%s'; known: %s",
                          name,
                          dtypeName,
                          Dtype.known()));
      long[] shape = longs(name, "shape", node.path("shape"));
      long[] range = longs(name, "data_offsets", node.path("data_offsets"));
      long dataSize = fileSize - dataStart;
      if (range.length != 2 || range[0] > range[1] || range[1] > dataSize) {
        throw BadFile.of(
            file,
            "tensor %s has data_offsets %s, not a range within the %d bytes of data; truncated?",
            name,
            Arrays.toString(range),
            dataSize);
      }
      long bytes = byteSize(name, dtype, shape);
      if (range[1] - range[0] != bytes) {
        throw BadFile.of(
            file,
            "tensor %s of %s %s takes %d bytes, its data_offsets span %d",
            name,
            dtype,
            Arrays.toString(shape),
            bytes,
            range[1] - range[0]);
      }
      return new Entry(dtype, shape, dataStart + range[0], bytes);
    }

    private long byteSize(String name, Dtype dtype, long[] shape) {
      try {
        long size = dtype.bytes();
        for (long extent : shape) {
          size = Math.multiplyExact(size, extent);
        }
        return size;
      } catch (ArithmeticException e) {
        throw BadFile.of(
            file, "tensor %s has the shape %s, whose size overflows", name, Arrays.toString(shape));
      }
    }

    private long[] longs(String name, String field, JsonNode node) {
      long[] values = new long[node.size()];
      boolean valid = node.isArray() && node.size() <= Extent.MAX_DIMENSIONS;
      for (int i = 0; valid && i < values.length; i++) {
        valid = node.get(i).isIntegralNumber() && node.get(i).canConvertToLong();
        values[i] = node.get(i).asLong();
        valid &= values[i] >= 0;
      }
      if (!valid) {
        throw BadFile.of(
            file,
            "tensor %s has the %s %s, not an array of integers that are not negative",
            name,
            field,
            node.isMissingNode() ? "missing" : node);
      }
      return values;
    }

    private void checkLayout(SortedMap<String, Entry> entries) {
      List<Map.Entry<String, Entry>> order = new ArrayList<>(entries.entrySet());
      order.sort(
          Map.Entry.comparingByValue(
              Comparator.comparingLong(Entry::offset).thenComparingLong(Entry::bytes)));
      long end = dataStart;
      for (Map.Entry<String, Entry> one : order) {
        Entry entry = one.getValue();
        if (entry.offset() != end) {
          throw BadFile.of(
              file,
              "tensor %s starts at byte %d of the data, the one before it ends at %d:"
                  + " tensors must neither overlap nor leave gaps",
              one.getKey(),
              entry.offset() - dataStart,
              end - dataStart);
        }
        end += entry.bytes();
      }
      if (end != fileSize) {
        throw BadFile.of(
            file, "%d bytes of data, the tensors cover %d", fileSize - dataStart, end - dataStart);
      }
    }
  }
}
