package org.al4j.core.read;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.al4j.core.read.internal.RawRow;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file, read as they are asked for, in the file's order. Whatever the file's length
 * one row is held.
 */
public final class RowStream implements Iterator<Row>, AutoCloseable {
  private final Source source;
  private final RowReader.Cursor cursor;
  private @Nullable RawRow next;
  private String place = "";
  private String nextPlace = "";

  RowStream(Source source, RowReader reader, RowReader.Request request) {
    this.source = source;
    RowReader.Cursor opened = null;
    try {
      opened = reader.open(request);
      this.cursor = opened;
      advance();
      if (next == null) {
        throw source.error(1, "the file has no rows");
      }
    } catch (IOException e) {
      throw source.unreadable(e);
    } catch (RuntimeException e) {
      close(opened, e);
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /**
   * The next row.
   *
   * @throws org.al4j.core.InvalidInputException if the row after it is malformed, with its line
   */
  @Override
  public Row next() {
    return Row.of(nextRaw());
  }

  /** The same with the label as the file spells it. */
  RawRow nextRaw() {
    RawRow row = next;
    if (row == null) {
      throw new NoSuchElementException();
    }
    place = nextPlace;
    try {
      advance();
    } catch (IOException e) {
      throw source.unreadable(e);
    }
    return row;
  }

  /**
   * What tells the row last given from the others of its file: its line, in a JSON array its
   * number, in a folder of classes its file.
   */
  public String place() {
    return place;
  }

  private void advance() throws IOException {
    next = cursor.next();
    nextPlace = next == null ? "" : cursor.place(next);
  }

  @Override
  public void close() {
    try {
      cursor.close();
    } catch (IOException e) {
      throw source.unreadable(e);
    }
  }

  private static void close(RowReader.@Nullable Cursor opened, RuntimeException e) {
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
    }
  }
}
