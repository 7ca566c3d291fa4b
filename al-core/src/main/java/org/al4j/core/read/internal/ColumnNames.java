package org.al4j.core.read.internal;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds columns by their names, whatever their case where only one can be meant. */
final class ColumnNames {
  /** GLUE's name for the text. */
  private static final String SENTENCE = "sentence";

  private ColumnNames() {}

  /**
   * The one of {@code names} that {@code wanted} means: the same, or the only one that differs in
   * upper and lower case; where nothing is called {@code text}, {@code sentence}; where nothing is
   * called {@code label}, what the labels' format is used to. Null if none is.
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
    if (wanted.equals(RowReader.Wanted.TEXT)) {
      return find(request, line, names, SENTENCE);
    }
    String usual = request.columns().usualLabel().orElse(wanted);
    return wanted.equals(RowReader.Wanted.LABEL) && !usual.equals(wanted)
        ? find(request, line, names, usual)
        : null;
  }

  /** Notes a label that was found under the name that is usual for its format. */
  static void noteLabel(RowReader.Request request, String what, String found, String wanted) {
    if (!found.equalsIgnoreCase(wanted)) {
      request.note("the label is " + what + " '" + found + "'");
    }
  }
}
