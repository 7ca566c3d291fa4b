package org.al4j.core.read;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** A text per line, without labels. An empty line is an empty text. */
record TextLines() implements RowReader {
  @Override
  public void read(Request request, Consumer<Row> sink) throws IOException {
    if (request.columns().id().isPresent() || request.labelled()) {
      throw request.source().error(1, "a .txt file has texts only; use .csv or .jsonl for columns");
    }
    try (Reader in = request.source().utf8()) {
      LineSplitter lines = new LineSplitter(request.source(), in);
      for (String line = lines.next(); line != null; line = lines.next()) {
        sink.accept(request.row(lines.line(), line, null, null));
      }
    }
  }
}
