package org.al4j.core.read.internal;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one format, streaming. */
public interface RowReader {
  /** Begins to read; closing the cursor closes the file. */
  Cursor open(Request request) throws IOException;

  /** Gives one row after the other. */
  interface Cursor extends Closeable {
    /** The next row; null after the last. */
    @Nullable RawRow next() throws IOException;

    /** What tells {@code row}, the one last given, from the others of its file. */
    default String place(RawRow row) {
      return Long.toString(row.line());
    }
  }

  /** What is expected of a row's label. A row may always be without. */
  enum Labels {
    /** There must be a column of labels. */
    WANTED,
    /** A part that may have been published without. */
    WHERE_THERE,
    /** Whatever stands there is no error. */
    IGNORED
  }

  /**
   * The columns or fields to read.
   *
   * @param text the text's
   * @param label the label's, one mostly
   * @param id the id's, if ids are to be read
   * @param usualLabel what the label's is called where there is none called {@link #LABEL}
   * @param arrays whether a JSON array is a label
   */
  record Wanted(
      String text,
      List<String> label,
      Optional<String> id,
      Optional<String> usualLabel,
      boolean arrays) {
    /** What the text's column is called, unless another is named. */
    static final String TEXT = "text";

    /** What the label's column is called, unless another is named. */
    static final String LABEL = "label";
  }

  /**
   * How the columns of a CSV or TSV file are written.
   *
   * @param delimiter empty: as the header shows
   * @param header whether the first line names the columns
   * @param quotes whether a field may stand in double quotes
   */
  record Csv(Optional<Character> delimiter, boolean header, boolean quotes) {}

  /**
   * A text with its words.
   *
   * @param words in the order of the text
   */
  record Worded(String text, List<String> words) {
    /** Words with a blank between them. */
    public static Worded of(List<String> words) {
      return new Worded(String.join(" ", words), words);
    }
  }

  /**
   * What to read.
   *
   * @param columns those named in the options, or the format's own
   * @param notes told what was found out about the file, a line each
   */
  record Request(Source source, Wanted columns, Csv csv, Labels labels, Consumer<String> notes) {
    /** The row, once what must be there is there. */
    public RawRow row(
        long line,
        Worded text,
        @Nullable String cell,
        @Nullable String id,
        Map<String, String> attributes) {
      RawRow row = row(line, text.text(), Collections.singletonList(cell), id, attributes);
      return new RawRow(line, row.text(), row.cells(), id, attributes, text.words());
    }

    /** The same of a text without words. */
    RawRow row(
        long line,
        String text,
        List<@Nullable String> cells,
        @Nullable String id,
        Map<String, String> attributes) {
      if (columns.id().isPresent() && (id == null || id.isBlank())) {
        throw source.error(line, "no id in column '" + columns.id().get() + "'");
      }
      return new RawRow(line, text, cells, id, attributes);
    }

    /** The same for a format without further columns. */
    RawRow row(long line, String text, @Nullable String label) {
      return row(line, text, Collections.singletonList(label), null, Map.of());
    }

    /** The error for a column that is not there. */
    public InvalidInputException noColumn(long line, String column, Collection<String> found) {
      return source.error(
          line, "no column '" + column + "'; columns found: " + String.join(", ", found));
    }

    /** Tells something about the file. */
    public void note(String what) {
      notes.accept(source.file().getFileName() + ": " + what);
    }
  }
}
