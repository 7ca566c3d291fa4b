package org.al4j.core.read.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes strictly and knows the line it is on: bytes that are not text, NUL characters, and files
 * that break off are errors with a line, not replacement characters. A byte order mark is skipped,
 * and says the encoding.
 */
final class SourceReader extends Reader {
  /** UTF-32 before UTF-16, whose mark is the beginning of the other's. */
  private static final Map<String, String> MARKS = marks();

  private final Source source;
  private final InputStream in;
  private final CharsetDecoder decoder;
  private final Charset charset;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
  private boolean ended;
  private long line = 1;

  /**
   * A reader.
   *
   * @param charset where no mark says otherwise
   * @param marked whether a mark says otherwise
   */
  SourceReader(Source source, InputStream in, Charset charset, boolean marked) {
    this.source = source;
    this.in = in;
    fill();
    Optional<String> mark = MARKS.keySet().stream().filter(this::startsWith).findFirst();
    mark.ifPresent(hex -> bytes.position(hex.length() / 2));
    this.charset = marked ? mark.map(MARKS::get).map(Charset::forName).orElse(charset) : charset;
    this.decoder =
        this.charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static Map<String, String> marks() {
    Map<String, String> marks = new LinkedHashMap<>();
    marks.put("EFBBBF", "UTF-8");
    marks.put("FFFE0000", "UTF-32LE");
    marks.put("0000FEFF", "UTF-32BE");
    marks.put("FFFE", "UTF-16LE");
    marks.put("FEFF", "UTF-16BE");
    return marks;
  }

  private boolean startsWith(String hex) {
    byte[] mark = HexFormat.of().parseHex(hex);
    return bytes.remaining() >= mark.length
        && bytes.slice(0, mark.length).equals(ByteBuffer.wrap(mark));
  }

  @Override
  public int read(char[] target, int offset, int length) {
    CharBuffer out = CharBuffer.wrap(target, offset, length).slice();
    while (true) {
      CoderResult result = decoder.decode(bytes, out, ended);
      if (result.isUnderflow() && out.position() == 0 && !ended) {
        fill();
        continue;
      }
      if (result.isError() && out.position() == 0) {
        throw source.error(line, undecodable());
      }
      break;
    }
    if (out.position() == 0) {
      return length == 0 ? 0 : -1;
    }
    count(target, offset, out.position());
    return out.position();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private String undecodable() {
    String found =
        bytes.hasRemaining()
            ? String.format(Locale.ROOT, " (byte 0x%02X)", bytes.get(bytes.position()))
            : " (cut short)";
    return charset.equals(StandardCharsets.UTF_8)
        ? "not valid UTF-8"
            + found
            + "; save the file as UTF-8, or name its encoding, for example --encoding windows-1252"
        : "not valid " + charset.name() + found + "; name the file's own encoding (--encoding)";
  }

  private void count(char[] target, int offset, int read) {
    for (int i = offset; i < offset + read; i++) {
      if (target[i] == '\n') {
        line++;
      } else if (target[i] == 0) {
        throw source.error(
            line,
            "a NUL character, which no text has; if the file is UTF-16, say so: --encoding"
                + " UTF-16LE");
      }
    }
  }

  private void fill() {
    bytes.compact();
    try {
      int read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
      ended = read < bytes.remaining();
      bytes.position(bytes.position() + read);
    } catch (IOException e) {
      throw source.error(line, "breaks off or cannot be read: " + e.getMessage());
    }
    bytes.flip();
  }
}
