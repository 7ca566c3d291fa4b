package org.al4j.core.read.internal;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** A row per line. */
final class LineCursor implements RowReader.Cursor {
  private final Reader in;
  private final LineSplitter lines;
  private final boolean blank;
  private final Parser parser;

  /** Makes a row of a line. */
  interface Parser {
    RawRow parse(String line, long number) throws IOException;
  }

  /**
   * A cursor.
   *
   * @param blank whether a blank line is a row
   */
  LineCursor(Source source, Reader in, boolean blank, Parser parser) {
    this.in = in;
    this.lines = new LineSplitter(source, in);
    this.blank = blank;
    this.parser = parser;
  }

  @Override
  public @Nullable RawRow next() throws IOException {
    String line = lines.next();
    while (line != null && !blank && line.isBlank()) {
      line = lines.next();
    }
    return line == null ? null : parser.parse(line, lines.line());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
