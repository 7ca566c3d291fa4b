package org.al4j.core.read.internal;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordWrapper;
import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180), with what FastCSV lets pass refused: a quote never closed.
 */
final class CsvRecords implements Closeable {
  /** What no text has: Unicode leaves it out. */
  static final char NO_QUOTE = '\uFFFF';

  /**
   * A record.
   *
   * @param line 1-based line on which it starts
   * @param lastQuoted whether its last field is quoted
   */
  record Cells(long line, List<String> fields, boolean lastQuoted) {}

  private static final String NO_QUOTES =
      "; write a quote inside quotes twice, or read quotes as they stand with --no-quotes";
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  private final Source source;
  private final TailReader in;
  private final CsvReader<Cells> records;
  private final Iterator<Cells> cells;
  private @Nullable Cells last;

  /**
   * Begins to read.
   *
   * @param quotes whether fields may stand in quotes
   */
  CsvRecords(Source source, char delimiter, boolean quotes) {
    this.source = source;
    this.in = new TailReader(source.utf8());
    this.records =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .quoteCharacter(quotes ? '"' : NO_QUOTE)
            .acceptCharsAfterQuotes(false)
            .build(new Handler(), in);
    this.cells = records.iterator();
  }

  /** The next record; null after the last. Empty lines are no records. */
  @Nullable Cells next() {
    try {
      if (!cells.hasNext()) {
        return null;
      }
      last = cells.next();
      // Before the last record is handed out, whose fields are not what the file meant.
      if (last.lastQuoted() && !cells.hasNext() && in.unclosed(last.fields())) {
        throw source.error(last.line(), "a quoted field is never closed");
      }
      return last;
    } catch (CsvParseException e) {
      throw malformed(last == null ? 1 : last.line(), e);
    } catch (UncheckedIOException e) {
      throw source.unreadable(Objects.requireNonNull(e.getCause(), "cause"));
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private InvalidInputException malformed(long line, CsvParseException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof InvalidInputException known) {
      return known;
    }
    // FastCSV names the record's first line in the outer message only.
    Matcher at = LINE.matcher(String.valueOf(e.getMessage()));
    String what = "malformed CSV: " + cause.getMessage();
    return source.error(
        at.find() ? Long.parseLong(at.group(1)) : line,
        what.contains("closing quote") ? what + NO_QUOTES : what);
  }

  private static final class Handler extends AbstractBaseCsvCallbackHandler<Cells> {
    private final List<String> fields = new ArrayList<>();
    private boolean quoted;

    @Override
    protected void handleBegin(long line) {
      fields.clear();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
      fields.add(new String(buffer, offset, length));
      quoted = isQuoted;
    }

    @Override
    protected RecordWrapper<Cells> buildRecord() {
      return wrapRecord(new Cells(getStartingLineNumber(), List.copyOf(fields), quoted));
    }
  }

  /** Counts the quotes at the very end of the file, ends of line aside. */
  private static final class TailReader extends FilterReader {
    private long quotes;
    private boolean newline;

    TailReader(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      for (int i = offset; i < offset + read; i++) {
        char c = target[i];
        if (c == '\n' || c == '\r') {
          newline = true;
        } else {
          quotes = c != '"' ? 0 : newline ? 1 : quotes + 1;
          newline = false;
        }
      }
      return read;
    }

    /**
     * Inside a quoted field quotes are doubled, so the file's last run of quotes is odd if the
     * field is closed; it is the other way round where the opening quote is part of that run.
     */
    boolean unclosed(List<String> fields) {
      String value = fields.get(fields.size() - 1);
      String body = value.replaceAll("[\\r\\n]+\\z", "");
      boolean opens = body.chars().allMatch(c -> c == '"');
      boolean odd = quotes % 2 == 1;
      return opens ? odd && body.equals(value) : !odd;
    }
  }
}
