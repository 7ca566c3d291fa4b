package org.al4j.core.read;

import java.util.List;
import java.util.Map;
import org.al4j.core.read.internal.RawRow;
import org.jspecify.annotations.Nullable;

/**
 * A row of a data file.
 *
 * @param line 1-based line on which it starts
 * @param text the text, as the file has it
 * @param label the label without surrounding blanks; null where the file has none
 * @param id the value of the id column; null unless one was named
 * @param attributes further columns by name; of JSON, numbers and booleans as written, objects and
 *     arrays as compact JSON, nulls not at all
 * @param words the words of the text where the file says them, else empty
 */
public record Row(
    long line,
    String text,
    @Nullable String label,
    @Nullable String id,
    Map<String, String> attributes,
    List<String> words) {
  /** Copies the collections. */
  public Row {
    attributes = Map.copyOf(attributes);
    words = List.copyOf(words);
  }

  /** A text that comes without words. */
  public Row(
      long line,
      String text,
      @Nullable String label,
      @Nullable String id,
      Map<String, String> attributes) {
    this(line, text, label, id, attributes, List.of());
  }

  /** A row without further columns. */
  public Row(long line, String text, @Nullable String label, @Nullable String id) {
    this(line, text, label, id, Map.of());
  }

  /** With the label as a text, where that is one cell. */
  static Row of(RawRow row) {
    return new Row(row.line(), row.text(), row.label(), row.id(), row.attributes(), row.words());
  }
}
