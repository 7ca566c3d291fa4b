package org.al4j.core.read;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one format, streaming. */
interface RowReader {
  void read(Request request, Consumer<Row> sink) throws IOException;

  /**
   * What to read.
   *
   * @param labelled whether every row must have a label
   */
  record Request(Source source, Columns columns, boolean labelled) {
    /** The row, once what must be there is there. */
    Row row(long line, String text, @Nullable String label, @Nullable String id) {
      String name = label == null || label.isBlank() ? null : label.strip();
      if (labelled && name == null) {
        throw source.error(line, "no label in column '" + columns.label() + "'");
      }
      if (columns.id().isPresent() && (id == null || id.isBlank())) {
        throw source.error(line, "no id in column '" + columns.id().get() + "'");
      }
      return new Row(line, text, name, id);
    }

    /** The error for a column that is not there. */
    InvalidInputException noColumn(long line, String column, Collection<String> found) {
      return source.error(
          line, "no column '" + column + "'; columns found: " + String.join(", ", found));
    }
  }
}
