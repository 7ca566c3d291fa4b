package org.al4j.models.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;

/**
 * A range of a file, read forward through a small buffer. No read passes the end of the range, and
 * no length is believed before it is compared with what is left.
 */
public final class FileInput {
  private static final int BUFFER = 1 << 13;

  /** No name or header is this long; bulk data is read by {@link Extent}. */
  private static final int MAX_BYTES = 100_000_000;

  private final Path file;
  private final FileChannel channel;
  private final long end;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  /** Where the buffer ends in the file. */
  private long filled;

  public FileInput(Path file, FileChannel channel, long from, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
    this.filled = from;
  }

  public static FileInput of(Path file, FileChannel channel) {
    try {
      return new FileInput(file, channel, 0, channel.size());
    } catch (IOException e) {
      throw BadFile.unreadable(file, e);
    }
  }

  /** The next byte's place in the file. */
  public long position() {
    return filled - buffer.remaining();
  }

  public long remaining() {
    return end - position();
  }

  public int u8() {
    need(1);
    return buffer.get() & 0xff;
  }

  public int u16() {
    need(2);
    return buffer.getShort() & 0xffff;
  }

  public int i32() {
    need(4);
    return buffer.getInt();
  }

  public long u32() {
    return i32() & 0xffffffffL;
  }

  public long i64() {
    need(8);
    return buffer.getLong();
  }

  public String utf8(long length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  public byte[] bytes(long length) {
    check(length);
    if (length > MAX_BYTES) {
      throw bad("%d bytes of text at byte %d, at most %d are read", length, position(), MAX_BYTES);
    }
    byte[] bytes = new byte[(int) length];
    for (int done = 0; done < bytes.length; ) {
      need(1);
      int part = Math.min(bytes.length - done, buffer.remaining());
      buffer.get(bytes, done, part);
      done += part;
    }
    return bytes;
  }

  /** Passes over a number of bytes without reading them. */
  public void skip(long length) {
    check(length);
    if (length <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) length);
    } else {
      filled = position() + length;
      buffer = ByteBuffer.allocate(0);
    }
  }

  /** The next bytes as an input of their own, which this one passes over. */
  public FileInput slice(long length) {
    check(length);
    FileInput slice = new FileInput(file, channel, position(), position() + length);
    if (length <= buffer.remaining()) {
      slice.buffer = buffer.slice(buffer.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
      slice.filled = slice.end;
    }
    skip(length);
    return slice;
  }

  public InvalidInputException bad(String rule, Object... values) {
    return BadFile.of(file, rule, values);
  }

  private void check(long length) {
    if (length < 0 || length > remaining()) {
      throw bad(
          "%s bytes are claimed at byte %d, where %d are left; truncated, or not what its name"
              + " says",
          Long.toUnsignedString(length), position(), remaining());
    }
  }

  private void need(int bytes) {
    if (buffer.remaining() >= bytes) {
      return;
    }
    check(bytes);
    long from = position();
    int length = (int) Math.min(BUFFER, end - from);
    try {
      buffer = Extent.readFully(channel, from, length);
    } catch (IOException e) {
      throw BadFile.unreadable(file, e);
    }
    filled = from + length;
  }
}
