package org.al4j.models.embedding;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a store as it is read: which records it has, and their bytes, out of mapped memory. One
 * process appends to it and nobody else, and what is there is never changed or cut off; what that
 * process did not finish is not seen.
 *
 * <p>Handles are closed at once, mappings go with the garbage. {@link #scan} is for one thread at a
 * time, {@link #record} for any.
 */
final class VectorFile {
  /** Told where each record lies. */
  interface Records {
    void found(TextKey key, long place);
  }

  /** Bytes from a place on. */
  private record Region(long from, ByteBuffer bytes) {}

  private static final long LARGEST = 1 << 30;

  /** A smaller end is read without a mapping, so that there are few. */
  private static final long SMALLEST = 1 << 16;

  private static final int GROWTH = 8;

  private final Path path;
  private final StoreLayout layout;
  private long end; // of the blocks that are known; 0 before the header is
  private long mapped;
  private volatile List<Region> regions = List.of();

  VectorFile(Path path, StoreLayout layout) {
    this.path = path;
    this.layout = layout;
  }

  Path path() {
    return path;
  }

  /** Finds what was appended since the last time. */
  void scan(Records records) throws IOException {
    // not a FileChannel: that is closed for good when its thread is interrupted
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (end == 0) {
        byte[] header = new byte[StoreLayout.HEADER];
        if (!read(file, 0, header) || !layout.isWhole(path, header)) {
          return;
        }
        end = StoreLayout.HEADER;
      }
      while (scanBlock(file, records)) {
        // on to the next
      }
    }
    map();
  }

  private boolean scanBlock(RandomAccessFile file, Records records) throws IOException {
    byte[] header = new byte[StoreLayout.BLOCK_HEADER];
    int count = read(file, end, header) ? layout.records(header, end) : 0;
    if (count == 0 || end + layout.block(count) > file.length()) {
      return false;
    }
    byte[] keys = new byte[count * TextKey.BYTES];
    if (!read(file, end + header.length, keys) || !StoreLayout.isWhole(header, keys)) {
      return false;
    }
    ByteBuffer each = ByteBuffer.wrap(keys).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      records.found(TextKey.read(each), end + layout.recordAt(count, i));
    }
    end += layout.block(count);
    return true;
  }

  private static boolean read(RandomAccessFile file, long at, byte[] into) throws IOException {
    if (file.length() - at < into.length) {
      return false;
    }
    file.seek(at);
    file.readFully(into);
    return true;
  }

  private void map() throws IOException {
    if (end - mapped < Math.max(SMALLEST, mapped / GROWTH)) {
      return;
    }
    List<Region> more = new ArrayList<>(regions);
    for (long from = mapped; from < end; from += LARGEST) {
      // a record that begins in a region ends in it
      long to = Math.min(end, from + LARGEST + layout.record());
      more.add(new Region(from, mapped(from, to - from)));
    }
    regions = List.copyOf(more);
    mapped = end;
  }

  /** Opening a channel and mapping fail in an interrupted thread: it is interrupted after that. */
  private MappedByteBuffer mapped(long from, long length) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
          return channel.map(FileChannel.MapMode.READ_ONLY, from, length);
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The bytes of the record at a place that {@link #scan} told. */
  byte[] record(long place) throws IOException {
    byte[] record = new byte[layout.record()];
    List<Region> known = regions;
    for (int i = known.size() - 1; i >= 0; i--) {
      Region region = known.get(i);
      long at = place - region.from();
      if (at >= 0 && at + record.length <= region.bytes().capacity()) {
        region.bytes().get((int) at, record);
        return record;
      }
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(place);
      file.readFully(record);
    }
    return record;
  }
}
