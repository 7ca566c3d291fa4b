package org.al4j.core.read;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * The published form of SST-2, {@code stsa.binary.*}: {@code label text}, 0 negative and 1
 * positive. Copies in UTF-8 and in latin-1 are about, so a line that is not valid UTF-8 is latin-1.
 */
record SstRows() implements RowReader {
  static final List<String> LABELS = List.of("negative", "positive");

  @Override
  public void read(Request request, Consumer<Row> sink) throws IOException {
    try (Reader in = request.source().latin1()) {
      LineSplitter lines = new LineSplitter(request.source(), in);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          sink.accept(row(request, line, lines.line()));
        }
      }
    }
  }

  private static Row row(Request request, String line, long number) {
    if (!line.startsWith("0 ") && !line.startsWith("1 ")) {
      throw request.source().error(number, "'0 text' or '1 text' expected");
    }
    return request.row(number, decode(line.substring(2)), LABELS.get(line.charAt(0) - '0'), null);
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
