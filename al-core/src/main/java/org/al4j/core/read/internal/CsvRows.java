package org.al4j.core.read.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSV, columns found by the header's names.
 *
 * @param usual what separates columns in files with this ending
 */
public record CsvRows(char usual) implements RowReader {
  @Override
  public Cursor open(Request request) throws IOException {
    Delimiter delimiter = Delimiter.of(request, usual);
    CsvRecords records =
        new CsvRecords(request.source(), delimiter.character(), request.csv().quotes());
    try {
      if (delimiter.declared()) {
        records.next();
      }
      return new CsvCursor(request, records, request.csv().header() ? records.next() : null);
    } catch (RuntimeException e) {
      records.close();
      throw e;
    }
  }

  private static final class CsvCursor implements Cursor {
    private final CsvRecords records;
    private CsvRecords.@Nullable Cells ahead;
    private final @Nullable Layout layout;

    CsvCursor(Request request, CsvRecords records, CsvRecords.@Nullable Cells header) {
      this.records = records;
      if (!request.csv().header()) {
        ahead = records.next();
        layout = ahead == null ? null : new Layout(request, numbered(ahead));
      } else {
        layout = header == null ? null : new Layout(request, header);
      }
    }

    /** Names for the columns of a file without a header. */
    private static CsvRecords.Cells numbered(CsvRecords.Cells first) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < first.fields().size(); i++) {
        names.add(Integer.toString(i + 1));
      }
      return new CsvRecords.Cells(first.line(), names, false);
    }

    @Override
    public @Nullable RawRow next() {
      CsvRecords.Cells cells = ahead == null ? records.next() : ahead;
      ahead = null;
      // Spreadsheets end in rows of empty cells.
      while (cells != null && cells.fields().stream().allMatch(String::isBlank)) {
        cells = records.next();
      }
      return cells == null || layout == null ? null : layout.row(cells);
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }

  /** Where the wanted columns are. */
  private static final class Layout {
    private final Request request;
    private final String[] names;
    private final int text;
    private final List<String> labelNames;
    private final int[] labels;
    private final int id;

    Layout(Request request, CsvRecords.Cells header) {
      this.request = request;
      List<String> found = header.fields().stream().map(String::strip).toList();
      Wanted columns = request.columns();
      long line = header.line();
      text = require(found, line, columns.text());
      labelNames = columns.label();
      labels = labels(found, line);
      id = columns.id().map(name -> require(found, line, name)).orElse(-1);
      if (Arrays.stream(labels).anyMatch(label -> label == text)) {
        throw request
            .source()
            .error(line, "text and label are the same column, " + found.get(text));
      }
      names = distinct(found);
      if (!found.get(text).equals(columns.text())) {
        request.note("the text is column '" + found.get(text) + "'");
      }
    }

    /** Where the label's columns are, -1 for each that is not there and need not be. */
    private int[] labels(List<String> found, long line) {
      int[] places = labelNames.stream().mapToInt(name -> find(found, line, name)).toArray();
      boolean any = Arrays.stream(places).anyMatch(place -> place >= 0);
      boolean wanted =
          request.labels() == Labels.WANTED || (any && request.labels() == Labels.WHERE_THERE);
      for (int i = 0; i < places.length; i++) {
        String name = labelNames.get(i);
        if (places[i] >= 0) {
          ColumnNames.noteLabel(request, "column", found.get(places[i]), name);
        } else if (wanted) {
          throw request.noColumn(line, name, found);
        }
      }
      return places;
    }

    /** A name of its own for each column. */
    private static String[] distinct(List<String> found) {
      String[] all = found.toArray(String[]::new);
      Set<String> taken = new HashSet<>();
      for (int i = 0; i < all.length; i++) {
        if (all[i].isEmpty() || !taken.add(all[i])) {
          all[i] = "column " + (i + 1);
        }
      }
      return all;
    }

    RawRow row(CsvRecords.Cells cells) {
      List<String> fields = cells.fields();
      if (fields.size() != names.length) {
        throw request
            .source()
            .error(
                cells.line(),
                fields.size()
                    + " fields, but the "
                    + (request.csv().header() ? "header" : "first row")
                    + " has "
                    + names.length);
      }
      return request.row(
          cells.line(),
          fields.get(text),
          cells(fields),
          id < 0 ? null : fields.get(id),
          attributes(fields));
    }

    private List<@Nullable String> cells(List<String> fields) {
      List<@Nullable String> cells = new ArrayList<>(labels.length);
      for (int label : labels) {
        cells.add(label < 0 ? null : fields.get(label));
      }
      return cells;
    }

    private Map<String, String> attributes(List<String> fields) {
      Map<String, String> attributes = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        if (i != text && i != id) {
          attributes.put(names[i], fields.get(i));
        }
      }
      for (int label : labels) {
        if (label >= 0) {
          attributes.remove(names[label]);
        }
      }
      return attributes;
    }

    private int require(List<String> found, long line, String column) {
      int index = find(found, line, column);
      if (index < 0) {
        throw request.noColumn(line, column, found);
      }
      return index;
    }

    private int find(List<String> found, long line, String column) {
      String name = ColumnNames.find(request, line, found, column);
      if (name == null) {
        return -1;
      }
      int index = found.indexOf(name);
      if (found.lastIndexOf(name) != index) {
        throw request.source().error(line, "column '" + name + "' occurs twice in the header");
      }
      return index;
    }
  }
}
