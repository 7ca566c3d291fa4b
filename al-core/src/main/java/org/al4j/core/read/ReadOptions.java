package org.al4j.core.read;

import java.util.Objects;
import java.util.Optional;

/**
 * How to read data files.
 *
 * @param columns for CSV and JSON
 * @param variant for TREC {@code coarse} (6 labels, the default) or {@code fine} (50); for a folder
 *     of NoReC {@code binary} (the default) or {@code 3class}; refused for other formats
 */
public record ReadOptions(Columns columns, Optional<String> variant) {
  /** Columns {@code text} and {@code label}, each format's default variant. */
  public static final ReadOptions DEFAULT = new ReadOptions(Columns.DEFAULT, Optional.empty());

  /** Refuses nulls. */
  public ReadOptions {
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(variant, "variant");
  }

  /** Named columns. */
  public static ReadOptions of(Columns columns) {
    return new ReadOptions(columns, Optional.empty());
  }

  /** These options with a variant. */
  public ReadOptions withVariant(String name) {
    return new ReadOptions(columns, Optional.of(name));
  }

  ReadOptions withoutVariant() {
    return of(columns);
  }
}
