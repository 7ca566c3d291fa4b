package org.al4j.models.recurrent;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which row of a table a word or a character has. Row 0 is padding, row 1 what is not known, and
 * the others follow in their order.
 */
final class TableRows {
  static final int UNKNOWN = 1;

  /** Rows before the first entry's. */
  static final int RESERVED = 2;

  private final List<String> entries;
  private final Map<String, Integer> rows = new HashMap<>();

  /** Of entries that differ. */
  TableRows(List<String> entries) {
    this.entries = List.copyOf(entries);
    for (String one : this.entries) {
      rows.put(one, RESERVED + rows.size());
    }
    if (rows.size() != entries.size()) {
      throw new IllegalArgumentException(
          "words must differ, found " + rows.size() + " different ones of " + entries.size());
    }
  }

  List<String> entries() {
    return entries;
  }

  /** How many rows the table has, the reserved ones included. */
  int count() {
    return RESERVED + entries.size();
  }

  boolean has(String entry) {
    return rows.containsKey(entry);
  }

  /** The row of what is written exactly so. */
  int row(String entry) {
    return rows.getOrDefault(entry, UNKNOWN);
  }

  /** The row of a word as it is written, else in lower case, else with zeros for digits besides. */
  int rowOfWord(String word) {
    Integer exact = rows.get(word);
    if (exact == null) {
      String lower = word.toLowerCase(Locale.ROOT);
      exact = rows.get(lower);
      if (exact == null) {
        exact = rows.get(zeros(lower));
      }
    }
    return exact == null ? UNKNOWN : exact;
  }

  /** The form that words are learnt in: lower case, zeros for digits. */
  static String learnt(String word) {
    return zeros(word.toLowerCase(Locale.ROOT));
  }

  private static String zeros(String word) {
    boolean any = false;
    for (int i = 0; i < word.length() && !any; i++) {
      any = Character.isDigit(word.charAt(i));
    }
    if (!any) {
      return word;
    }
    StringBuilder zeros = new StringBuilder(word);
    for (int i = 0; i < word.length(); i++) {
      if (Character.isDigit(word.charAt(i))) {
        zeros.setCharAt(i, '0');
      }
    }
    return zeros.toString();
  }
}
