package org.al4j.core.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a data file with its label as the file spells it.
 *
 * @param line 1-based line on which it starts
 * @param cells what stands in the label's columns
 * @param id the value of the id column; null unless one was named
 * @param attributes further columns by name
 */
record RawRow(
    long line, String text, LabelCells cells, @Nullable String id, Map<String, String> attributes) {
  /** The row with its label as a text, where that is one cell. */
  Row row() {
    String value = cells.values().size() == 1 ? cells.values().get(0) : null;
    String label = value == null || value.isBlank() ? null : value.strip();
    return new Row(line, text, label, id, attributes);
  }
}
