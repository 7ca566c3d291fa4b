package org.al4j.core.read.internal.tags;

import java.util.List;
import java.util.Map;
import org.al4j.core.read.internal.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of a file.
 *
 * @param place where it stands
 * @param text its words, at least one unless the sentence is empty
 * @param tags one for each word as the file spells them; null where it has none
 * @param attributes what else is known of it, by name
 */
record Sentence(
    Place place,
    RowReader.Worded text,
    @Nullable List<String> tags,
    Map<String, String> attributes) {
  /**
   * Where a sentence stands.
   *
   * @param lines the line of each word, or one for all
   * @param name what tells the sentence from the others of its file
   * @param id from the column of ids, if one was named
   */
  record Place(List<Long> lines, String name, @Nullable String id) {
    /** On one line. */
    static Place of(long line, String name, @Nullable String id) {
      return new Place(List.of(line), name, id);
    }

    long line() {
      return lines.get(0);
    }

    long line(int word) {
      return lines.get(Math.min(word, lines.size() - 1));
    }
  }
}
