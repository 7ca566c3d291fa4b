package org.al4j.models.internal.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles instruction by instruction, and the files around them. */
final class PickleBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static PickleBytes start() {
    return new PickleBytes().raw(0x80, 2);
  }

  PickleBytes raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  PickleBytes op(String characters) {
    return raw(characters.chars().toArray());
  }

  PickleBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return raw('X').little(bytes.length, 4).bytes(bytes);
  }

  PickleBytes integer(long value) {
    return raw(0x8a, 8).little(value, 8);
  }

  PickleBytes global(String module, String name) {
    return op("c" + module + "\n" + name + "\n");
  }

  PickleBytes little(long value, int size) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(bytes, 0, size);
    return this;
  }

  PickleBytes bytes(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }

  /** A tensor of floats over storage "0" of a number of elements. */
  PickleBytes tensor(long elements, long offset, long[] shape, long[] stride) {
    global("torch._utils", "_rebuild_tensor_v2").op("((").text("storage");
    global("torch", "FloatStorage").text("0").text("cpu").integer(elements).op("tQ");
    integer(offset).longs(shape).longs(stride);
    return raw(0x89).op("NtR");
  }

  private PickleBytes longs(long[] values) {
    op("(");
    for (long value : values) {
      integer(value);
    }
    return op("t");
  }

  /** A state_dict of one tensor "w". */
  static byte[] stateDict(long elements, long offset, long[] shape, long[] stride) {
    return start().op("}").text("w").tensor(elements, offset, shape, stride).op("s.").done();
  }

  byte[] done() {
    return out.toByteArray();
  }

  /** The zip form with a pickle and the bytes of storage "0". */
  static byte[] zip(byte[] pickle, byte[] storage, boolean compressed) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      entry(zip, "archive/data.pkl", pickle, false);
      entry(zip, "archive/data/0", storage, compressed);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
    return file.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content, boolean compressed)
      throws java.io.IOException {
    ZipEntry entry = new ZipEntry(name);
    if (!compressed) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
