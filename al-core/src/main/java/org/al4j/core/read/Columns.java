package org.al4j.core.read;

import java.util.Objects;
import java.util.Optional;

/**
 * The columns (CSV) or fields (JSON) to read. An id column is used only when it is named here: ids
 * in published files often spell the label ({@code pos/772}), and instances are ordered by id.
 *
 * @param text the text's column
 * @param label the label's column
 * @param id the column of ids, which must differ; empty: the id is a hash of the text
 */
public record Columns(String text, String label, Optional<String> id) {
  /** {@code text} and {@code label}, ids from the text. */
  public static final Columns DEFAULT = new Columns("text", "label", Optional.empty());

  /** Refuses nulls. */
  public Columns {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(id, "id");
  }

  /** Two columns, ids from the text. */
  public static Columns of(String text, String label) {
    return new Columns(text, label, Optional.empty());
  }

  /** These columns with ids from a column. */
  public Columns withId(String column) {
    return new Columns(text, label, Optional.of(column));
  }
}
