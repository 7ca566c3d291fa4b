package org.al4j.core.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the columns of one row's label.
 *
 * @param columns their names, one mostly
 * @param values what stands in each, as the file has it; a JSON array as compact JSON; null where
 *     the row has no such cell, or JSON's null
 */
public record LabelCells(List<String> columns, List<@Nullable String> values) {
  private static final List<String> LABEL = List.of(Columns.DEFAULT.label());

  /** Copies the lists, which must be equally long. */
  public LabelCells {
    columns = List.copyOf(columns);
    values = Collections.unmodifiableList(new ArrayList<>(values)); // List.copyOf refuses null
    if (columns.size() != values.size()) {
      throw new IllegalArgumentException(
          "a value for each column expected, found "
              + values.size()
              + " for "
              + columns.size()
              + " columns");
    }
  }

  /** The label of a format that has no columns. */
  static LabelCells of(@Nullable String label) {
    return new LabelCells(LABEL, Collections.singletonList(label));
  }

  /** Whether no cell is there. */
  public boolean isAbsent() {
    return values.stream().allMatch(value -> value == null);
  }

  /** Whether nothing stands in any cell. */
  public boolean isBlank() {
    return values.stream().allMatch(value -> value == null || value.isBlank());
  }

  /**
   * What stands in the first column, as the file has it.
   *
   * @throws IllegalStateException if nothing stands there
   */
  public String first() {
    String value = values.isEmpty() ? null : values.get(0);
    if (value == null) {
      throw new IllegalStateException("nothing stands in the label's column");
    }
    return value;
  }
}
