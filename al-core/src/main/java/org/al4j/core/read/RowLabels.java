package org.al4j.core.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.internal.RawRow;
import org.al4j.core.read.internal.Source;
import org.jspecify.annotations.Nullable;

/** Makes annotations of the rows of one file, and remembers which labels it has. */
final class RowLabels<A extends Annotation> {
  /** Equal annotations share one object, of so many; label sets and classes are few. */
  private static final int SHARED = 1 << 12;

  private final Source source;
  private final LabelFormat<A> format;
  private final List<String> columns;
  private final Set<String> names = new HashSet<>();
  private final Map<A, A> shared = new HashMap<>();
  private boolean written;

  RowLabels(Source source, LabelFormat<A> format, List<String> columns) {
    this.source = source;
    this.format = format;
    this.columns = columns;
  }

  LabelFormat<A> format() {
    return format;
  }

  /** The names of the labels seen. */
  Set<String> names() {
    return names;
  }

  /** Whether any row has something in its label's cells. */
  boolean isWritten() {
    return written;
  }

  /** The annotation of a row; null if it has none. */
  @Nullable A of(RawRow row) {
    LabelCells cells =
        row.cells().size() == columns.size()
            ? new LabelCells(columns, row.cells())
            : LabelCells.of(row.cells().get(0)); // a format that has no columns
    if (cells.isAbsent()) {
      return null;
    }
    if (cells.isBlank()) {
      return format.ofEmpty().orElse(null);
    }
    written = true;
    try {
      A annotation = format.annotation(cells);
      check(row, annotation);
      A known = shared.get(annotation);
      if (known == null && shared.size() < SHARED) {
        shared.put(annotation, annotation);
      }
      return known == null ? annotation : known;
    } catch (InvalidInputException e) {
      throw source.error(row.line(), e.getMessage());
    }
  }

  private void check(RawRow row, A annotation) {
    for (String name : annotation.names()) {
      if (names.add(name) && !format.declared().isEmpty() && !format.declared().contains(name)) {
        throw new InvalidInputException(
            "unknown label '"
                + name
                + "'; declared labels: "
                + String.join(", ", format.declared()));
      }
    }
    if (annotation instanceof TagSequence) {
      LabelSpace.sorted(annotation.names())
          .refusal(RowCollector.instance("", Row.of(row), format), annotation)
          .ifPresent(
              why -> {
                throw new InvalidInputException(why);
              });
    }
  }
}
