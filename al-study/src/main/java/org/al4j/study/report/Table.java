package org.al4j.study.report;

import java.util.List;

/**
 * A table of texts.
 *
 * @param caption what it shows
 * @param head column names
 * @param rows cells, as many per row as there are columns
 */
record Table(String caption, List<String> head, List<List<String>> rows) {
  /** Copies the lists. */
  Table {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** The table for a terminal: columns aligned, the first to the left, the others to the right. */
  String plain() {
    StringBuilder out = new StringBuilder(caption).append('\n');
    appendRow(out, head);
    rows.forEach(row -> appendRow(out, row));
    return out.toString();
  }

  private void appendRow(StringBuilder out, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String padding = " ".repeat(width(column) - cell.length());
      line.append(column == 0 ? "  " + cell + padding : "  " + padding + cell);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private int width(int column) {
    int width = head.get(column).length();
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }
}
