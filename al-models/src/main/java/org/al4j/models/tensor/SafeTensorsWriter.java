package org.al4j.models.tensor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.io.AtomicFile;
import org.al4j.models.internal.Dtype;
import org.al4j.models.internal.HalfFloat;

/** Writes safetensors files; see {@link SafeTensors#write}. */
final class SafeTensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUFFER = 1 << 20;

  private SafeTensorsWriter() {}

  static void write(
      Path file, SortedMap<String, Tensor> tensors, Map<String, String> metadata, Dtype dtype) {
    if (dtype == Dtype.F16) {
      checkHalfRange(tensors);
    }
    try {
      byte[] header = header(tensors, metadata, dtype);
      AtomicFile.write(
          file,
          out -> {
            byte[] block = new byte[BUFFER];
            ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
            out.write(block, 0, Long.BYTES);
            out.write(header);
            for (Tensor tensor : tensors.values()) {
              writeValues(out, block, tensor.values(), dtype);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static byte[] header(
      SortedMap<String, Tensor> tensors, Map<String, String> metadata, Dtype dtype)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject("__metadata__");
      new TreeMap<>(metadata).forEach(node::put);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long end = offset + (long) entry.getValue().values().length * dtype.bytes();
      ObjectNode node = root.putObject(entry.getKey());
      node.put("dtype", dtype.name());
      Arrays.stream(entry.getValue().shape()).forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = JSON.writeValueAsBytes(root);
    // Spaces to the next multiple of eight, so that the data is aligned.
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void writeValues(OutputStream out, byte[] bytes, float[] values, Dtype dtype)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int block = buffer.capacity() / dtype.bytes();
    for (int from = 0; from < values.length; from += block) {
      int to = Math.min(values.length, from + block);
      buffer.clear();
      for (int i = from; i < to; i++) {
        if (dtype == Dtype.F16) {
          buffer.putShort(HalfFloat.fromFloat(values[i]));
        } else {
          buffer.putFloat(values[i]);
        }
      }
      out.write(bytes, 0, buffer.position());
    }
  }

  private static void checkHalfRange(SortedMap<String, Tensor> tensors) {
    tensors.forEach(
        (name, tensor) -> {
          for (float value : tensor.values()) {
            if (Math.abs(value) > HalfFloat.MAX && Float.isFinite(value)) {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT,
                      "tensor %s holds %s, half precision ends at %s; write it as float32",
                      name,
                      value,
                      HalfFloat.MAX));
            }
          }
        });
  }
}
