package org.al4j.core.read;

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

/**
 * Decodes strictly and knows the line it is on: bytes that are not text, and files that break off,
 * are errors with a line, not replacement characters. Skips a UTF-8 byte order mark.
 */
final class SourceReader extends Reader {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Source source;
  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
  private boolean ended;
  private long line = 1;

  SourceReader(Source source, InputStream in, Charset charset) {
    this.source = source;
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    fill();
    if (charset.equals(StandardCharsets.UTF_8)
        && bytes.remaining() >= MARK.length
        && bytes.slice(0, MARK.length).equals(ByteBuffer.wrap(MARK))) {
      bytes.position(MARK.length);
    }
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
        throw source.error(
            line,
            "not valid UTF-8 (byte 0x%02X); save the file as UTF-8"
                .formatted(bytes.get(bytes.position())));
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

  private void count(char[] target, int offset, int read) {
    for (int i = offset; i < offset + read; i++) {
      if (target[i] == '\n') {
        line++;
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
