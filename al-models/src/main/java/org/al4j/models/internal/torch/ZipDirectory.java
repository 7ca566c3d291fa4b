package org.al4j.models.internal.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.Extent;
import org.al4j.models.internal.FileInput;

/**
 * Where the entries of a zip file lie that are stored as they are. PyTorch compresses nothing, so
 * that a compressed entry is an error, and no small file can unfold into a large one. The JDK's
 * reader does not tell where an entry lies, which reading a part of it takes.
 *
 * <p>Source: PKWARE's APPNOTE 6.3, with the 64-bit records that PyTorch always writes.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int END64 = 0x06064b50;
  private static final int ENTRY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int END_SIZE = 22;
  private static final int LOCATOR_SIZE = 20;
  private static final long IN_64_BITS = 0xffffffffL;

  /** An entry's content: from the start of the file, in bytes. */
  record Entry(long offset, long size) {}

  private final Path file;
  private final FileChannel channel;
  private final long fileSize;
  private final Map<String, Entry> entries = new HashMap<>();

  private ZipDirectory(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.fileSize = channel.size();
  }

  static Map<String, Entry> read(Path file, FileChannel channel) throws IOException {
    ZipDirectory directory = new ZipDirectory(file, channel);
    directory.readAll();
    return Map.copyOf(directory.entries);
  }

  private FileInput at(long offset) {
    if (offset < 0 || offset > fileSize) {
      throw BadFile.of(file, "the zip directory points to byte %d of %d", offset, fileSize);
    }
    return new FileInput(file, channel, offset, fileSize);
  }

  private void readAll() throws IOException {
    long end = findEnd();
    FileInput in = at(end + 10);
    long count = in.u16();
    in.skip(4);
    long offset = in.u32();
    if (end >= LOCATOR_SIZE && at(end - LOCATOR_SIZE).i32() == END64_LOCATOR) {
      FileInput record = at(readLocator(end));
      if (record.i32() != END64) {
        throw BadFile.of(file, "the zip directory has no 64-bit end record where it should be");
      }
      record.skip(28);
      count = record.i64();
      record.skip(8);
      offset = record.i64();
    }
    FileInput directory = at(offset);
    for (long i = 0; i < count; i++) {
      readEntry(directory);
    }
  }

  private long readLocator(long end) {
    FileInput locator = at(end - LOCATOR_SIZE + 8);
    return locator.i64();
  }

  /** The end record is last, but for a comment of at most 65535 bytes. */
  private long findEnd() throws IOException {
    int length = (int) Math.min(fileSize, END_SIZE + 0xffff);
    ByteBuffer tail = Extent.readFully(channel, fileSize - length, length);
    for (int at = length - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return fileSize - length + at;
      }
    }
    throw BadFile.of(file, "no zip directory at its end; truncated?");
  }

  private void readEntry(FileInput in) {
    if (in.i32() != ENTRY) {
      throw BadFile.of(file, "the zip directory is damaged at byte %d", in.position() - 4);
    }
    in.skip(4);
    boolean encrypted = (in.u16() & 1) != 0;
    int method = in.u16();
    in.skip(8);
    long packed = in.u32();
    long size = in.u32();
    int nameLength = in.u16();
    int extraLength = in.u16();
    int commentLength = in.u16();
    in.skip(8);
    long local = in.u32();
    String name = in.utf8(nameLength);
    long[] wide = wide(in.slice(extraLength), new long[] {size, packed, local});
    in.skip(commentLength);
    if (method != 0 || encrypted || wide[0] != wide[1]) {
      throw BadFile.of(
          file, "entry %s is compressed or encrypted; PyTorch stores entries as they are", name);
    }
    add(name, content(name, wide[2], wide[0]));
  }

  private void add(String name, Entry entry) {
    if (entries.put(name, entry) != null) {
      throw BadFile.of(file, "entry %s stands there twice", name);
    }
  }

  /** Replaces the values that did not fit into 32 bits by those of the 64-bit field. */
  private static long[] wide(FileInput extra, long[] values) {
    while (extra.remaining() >= 4) {
      int id = extra.u16();
      FileInput field = extra.slice(extra.u16());
      for (int i = 0; id == 1 && i < values.length; i++) {
        if (values[i] == IN_64_BITS) {
          values[i] = field.i64();
        }
      }
    }
    return values;
  }

  private Entry content(String name, long local, long size) {
    FileInput in = at(local);
    if (in.i32() != LOCAL) {
      throw BadFile.of(file, "entry %s does not start at byte %d", name, local);
    }
    in.skip(22);
    int nameLength = in.u16();
    int extraLength = in.u16();
    in.skip(nameLength + extraLength);
    in.slice(size); // within the file
    return new Entry(in.position() - size, size);
  }
}
