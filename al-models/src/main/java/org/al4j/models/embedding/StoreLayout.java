package org.al4j.models.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.Sha256;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;

/**
 * What a store's files hold, and how: numbers are little-endian, keys apart.
 *
 * <pre>
 * file:   "AL4JVECS", format, width, bytes of a number (4 each), SHA-256 of the settings (32),
 *         8 bytes of 0, checksum of all that (4); then blocks
 * block:  "VECB", number of records (4 each), the block's place in the file (8), 12 bytes of 0,
 *         checksum of all that and of the keys (4); then the keys (16 each), then the records
 * record: checksum of key and vector (4), vector
 * </pre>
 *
 * Checksums are CRC-32C. The first 64 bytes stay so in every format.
 *
 * @param settings SHA-256 of the source's settings, in hexadecimal digits
 * @param width numbers of a vector
 */
record StoreLayout(String settings, int width, Precision precision) {
  static final int HEADER = 64;
  static final int BLOCK_HEADER = 32;

  /** More records than a block ever has. */
  static final int MOST_RECORDS = 1 << 16;

  /** Raised when the layout changes, or what an encoder of equal settings makes of a text does. */
  private static final int FORMAT = 1;

  private static final int CHECKSUM = Integer.BYTES;
  private static final long MAGIC = 0x5343_4556_4a34_4c41L; // "AL4JVECS"
  private static final int BLOCK_MAGIC = 0x4243_4556; // "VECB"
  private static final int NAME_DIGITS = 32;

  /** The layout for what a source makes. */
  static StoreLayout of(TextEmbedder source, Precision precision) {
    if (!Settings.areKnown(source)) {
      throw Settings.unknown(source);
    }
    Sha256 hash = new Sha256();
    if (source.settings().isEmpty()) {
      hash.field(source.describe());
    }
    new TreeMap<>(source.settings()).forEach((key, value) -> hash.field(key).field(value));
    return new StoreLayout(hash.hex(), source.width(), precision);
  }

  /** The name of the folder of its files. */
  String folder() {
    return settings.substring(0, NAME_DIGITS) + "-" + precision.name().toLowerCase(Locale.ROOT);
  }

  /** Bytes of a record. */
  int record() {
    return CHECKSUM + width * precision.bytes();
  }

  /** Bytes of a block of so many records. */
  long block(int records) {
    return BLOCK_HEADER + (long) records * (TextKey.BYTES + record());
  }

  /** The place of a block's records, seen from its start, of which the first is number 0. */
  long recordAt(int records, int record) {
    return BLOCK_HEADER + (long) records * TextKey.BYTES + (long) record * record();
  }

  /** An empty buffer in the order of bytes of the files. */
  static ByteBuffer buffer(int bytes) {
    return of(new byte[bytes]);
  }

  /** Little endian, on the bytes themselves. */
  static ByteBuffer of(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The first bytes of a file. */
  byte[] header() {
    byte[] bytes = new byte[HEADER];
    ByteBuffer header = of(bytes);
    header.putLong(MAGIC).putInt(FORMAT).putInt(width).putInt(precision.bytes());
    header.put(HexFormat.of().parseHex(settings));
    header.putInt(HEADER - CHECKSUM, checksum(bytes, 0, HEADER - CHECKSUM));
    return bytes;
  }

  /**
   * Whether a file's first bytes are whole; one of which they are not holds nothing.
   *
   * @throws InvalidInputException if they say that it holds something else than this layout
   */
  boolean isWhole(Path file, byte[] bytes) {
    ByteBuffer header = of(bytes);
    int found = checksum(bytes, 0, HEADER - CHECKSUM);
    if (header.getLong(0) != MAGIC || header.getInt(HEADER - CHECKSUM) != found) {
      return false;
    }
    byte[] own = header();
    int magic = Long.BYTES;
    int format = magic + Integer.BYTES;
    if (!Arrays.equals(bytes, magic, format, own, magic, format)) {
      throw wrong(file, "is of format " + header.getInt(magic), "of format " + FORMAT);
    }
    int width = format + Integer.BYTES;
    if (!Arrays.equals(bytes, format, width, own, format, width)) {
      throw wrong(file, "holds vectors of width " + header.getInt(format), "of width " + width());
    }
    if (!Arrays.equals(bytes, own)) {
      throw wrong(file, "holds vectors of other settings than its folder", "of these settings");
    }
    return true;
  }

  private static InvalidInputException wrong(Path file, String found, String wanted) {
    return new InvalidInputException(
        file + " " + found + ", wanted are files " + wanted + "; remove it, it can be made again");
  }

  /** A block's first bytes: they are written last, so that it is there as a whole or not at all. */
  byte[] blockHeader(int records, long place, byte[] keys) {
    byte[] bytes = new byte[BLOCK_HEADER];
    ByteBuffer header = of(bytes);
    header.putInt(BLOCK_MAGIC).putInt(records).putLong(place);
    header.putInt(BLOCK_HEADER - CHECKSUM, checksum(bytes, keys));
    return bytes;
  }

  /** How many records a block has by its first bytes; 0 if these are none. */
  int records(byte[] bytes, long place) {
    ByteBuffer header = of(bytes);
    int records = header.getInt(Integer.BYTES);
    boolean block = header.getInt(0) == BLOCK_MAGIC && header.getLong(2 * Integer.BYTES) == place;
    return block && records > 0 && records <= MOST_RECORDS ? records : 0;
  }

  /** Whether a block's keys and first bytes are those that were written. */
  static boolean isWhole(byte[] blockHeader, byte[] keys) {
    ByteBuffer header = of(blockHeader);
    return header.getInt(BLOCK_HEADER - CHECKSUM) == checksum(blockHeader, keys);
  }

  /** A record, {@link #record} bytes. */
  byte[] record(TextKey key, float[] vector) {
    byte[] bytes = new byte[record()];
    ByteBuffer record = of(bytes).position(CHECKSUM);
    precision.write(vector, record);
    record.putInt(0, checksum(key, bytes));
    return bytes;
  }

  /** Whether a record is the one that was written for the key. */
  static boolean isWhole(TextKey key, byte[] record) {
    ByteBuffer bytes = of(record);
    return bytes.getInt(0) == checksum(key, record);
  }

  /** The vector of a record. */
  float[] vector(byte[] record) {
    ByteBuffer bytes = of(record).position(CHECKSUM);
    return precision.read(bytes, width);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  private static int checksum(byte[] blockHeader, byte[] keys) {
    CRC32C sum = new CRC32C();
    sum.update(blockHeader, 0, BLOCK_HEADER - CHECKSUM);
    sum.update(keys, 0, keys.length);
    return (int) sum.getValue();
  }

  private static int checksum(TextKey key, byte[] record) {
    byte[] first = new byte[TextKey.BYTES];
    key.write(of(first));
    CRC32C sum = new CRC32C();
    sum.update(first, 0, TextKey.BYTES);
    sum.update(record, CHECKSUM, record.length - CHECKSUM);
    return (int) sum.getValue();
  }
}
