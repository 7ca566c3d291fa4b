package org.al4j.core.read;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds columns by their names. */
final class ColumnNames {
  /** GLUE's name for the text. */
  private static final String SENTENCE = "sentence";

  private ColumnNames() {}

  /**
   * The one of {@code names} that {@code wanted} means: the same, or the only one that differs in
   * upper and lower case; where nothing is called {@code text}, {@code sentence}. Null if none is.
   */
  static @Nullable String find(
      RowReader.Request request, long line, Collection<String> names, String wanted) {
    if (names.contains(wanted)) {
      return wanted;
    }
    List<String> like = names.stream().filter(wanted::equalsIgnoreCase).distinct().toList();
    if (like.size() > 1) {
      throw request
          .source()
          .error(
              line,
              "column '" + wanted + "' could be any of " + String.join(", ", like) + "; name one");
    }
    if (like.size() == 1) {
      return like.get(0);
    }
    return wanted.equals(Columns.DEFAULT.text()) ? find(request, line, names, SENTENCE) : null;
  }
}
