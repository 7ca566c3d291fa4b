package org.al4j.core.read.internal;

/** A text per line, without labels. An empty line is an empty text. */
public record TextLines() implements RowReader {
  @Override
  public Cursor open(Request request) {
    Source source = request.source();
    if (request.columns().id().isPresent() || request.labels() == Labels.WANTED) {
      throw source.error(1, "a .txt file has texts only; use .csv or .jsonl for columns");
    }
    return new LineCursor(
        source, source.utf8(), true, (line, number) -> request.row(number, line, null));
  }
}
