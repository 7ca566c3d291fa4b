package org.al4j.core.read.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The published form of TREC question classification: {@code COARSE:fine text}, latin-1, lines
 * ended by {@code \n} only.
 *
 * @param fine whether the label is {@code COARSE:fine} (50 labels) instead of {@code COARSE} (6)
 */
public record TrecRows(boolean fine) implements RowReader {
  public static final List<String> COARSE = List.of("ABBR", "DESC", "ENTY", "HUM", "LOC", "NUM");

  @Override
  public Cursor open(Request request) {
    Source source = request.source();
    return new LineCursor(
        source,
        source.reader(StandardCharsets.ISO_8859_1),
        false,
        (line, number) -> row(request, line, number));
  }

  private RawRow row(Request request, String line, long number) {
    int space = line.indexOf(' ');
    int colon = line.indexOf(':');
    if (colon < 1 || space < colon + 2) {
      throw request.source().error(number, "'COARSE:fine text' expected");
    }
    return request.row(number, line.substring(space + 1), line.substring(0, fine ? space : colon));
  }
}
