package org.al4j.core.read.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a data file with its label as the file spells it.
 *
 * @param line 1-based line on which it starts
 * @param cells what stands in each of the label's columns, as the file has it; a JSON array as
 *     compact JSON; null where the row has no such cell, or JSON's null
 * @param id the value of the id column; null unless one was named
 * @param attributes further columns by name
 * @param words the words of the text where the file says them; empty: as the labels' format cuts it
 */
public record RawRow(
    long line,
    String text,
    List<@Nullable String> cells,
    @Nullable String id,
    Map<String, String> attributes,
    List<String> words) {
  /** A text that comes without words. */
  public RawRow(
      long line,
      String text,
      List<@Nullable String> cells,
      @Nullable String id,
      Map<String, String> attributes) {
    this(line, text, cells, id, attributes, List.of());
  }

  /** The label as a text, where that is one cell; null if there is none. */
  public @Nullable String label() {
    String value = cells.size() == 1 ? cells.get(0) : null;
    return value == null || value.isBlank() ? null : value.strip();
  }
}
