package org.al4j.core.read.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The published form of SST-2, {@code stsa.binary.*}: {@code label text}, 0 negative and 1
 * positive. Copies in UTF-8 and in latin-1 are about, so unless an encoding is named, a line that
 * is not valid UTF-8 is latin-1.
 */
public record SstRows() implements RowReader {
  public static final List<String> LABELS = List.of("negative", "positive");

  @Override
  public Cursor open(Request request) {
    Source source = request.source();
    boolean named = source.encoding().isPresent();
    return new LineCursor(
        source,
        named ? source.utf8() : source.bytes(),
        false,
        (line, number) -> row(request, named ? line : decode(line), number));
  }

  private static RawRow row(Request request, String line, long number) {
    if (!line.startsWith("0 ") && !line.startsWith("1 ")) {
      throw request.source().error(number, "'0 text' or '1 text' expected");
    }
    return request.row(number, line.substring(2), LABELS.get(line.charAt(0) - '0'));
  }

  private static String decode(String latin1) {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return latin1;
    }
  }
}
