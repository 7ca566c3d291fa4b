package org.al4j.core.read;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.Consumer;

/**
 * The published form of TREC question classification: {@code COARSE:fine text}, latin-1, lines
 * ended by {@code \n} only.
 *
 * @param fine whether the label is {@code COARSE:fine} (50 labels) instead of {@code COARSE} (6)
 */
record TrecRows(boolean fine) implements RowReader {
  static final List<String> COARSE = List.of("ABBR", "DESC", "ENTY", "HUM", "LOC", "NUM");

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

  private Row row(Request request, String line, long number) {
    int space = line.indexOf(' ');
    int colon = line.indexOf(':');
    if (colon < 1 || space < colon + 2) {
      throw request.source().error(number, "'COARSE:fine text' expected");
    }
    String label = line.substring(0, fine ? space : colon);
    return request.row(number, line.substring(space + 1), label, null);
  }
}
