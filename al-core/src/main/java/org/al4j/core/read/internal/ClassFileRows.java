package org.al4j.core.read.internal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The published form of AG News: CSV without a header, {@code "class","title","description"}, the
 * class a 1-based line of {@code classes.txt}. The text is the further columns joined by a space.
 *
 * @param classes the names, in the order of {@code classes.txt}
 */
public record ClassFileRows(List<String> classes) implements RowReader {
  @Override
  public Cursor open(Request request) throws IOException {
    CsvRecords records =
        new CsvRecords(request.source(), request.csv().delimiter().orElse(','), true);
    return new Cursor() {
      @Override
      public @Nullable RawRow next() {
        CsvRecords.Cells cells = records.next();
        return cells == null ? null : row(request, cells);
      }

      @Override
      public void close() throws IOException {
        records.close();
      }
    };
  }

  private RawRow row(Request request, CsvRecords.Cells cells) {
    List<String> fields = cells.fields();
    if (fields.size() < 2) {
      throw request
          .source()
          .error(cells.line(), "a class and at least one text column expected, found one field");
    }
    String text = String.join(" ", fields.subList(1, fields.size()));
    return request.row(cells.line(), text, name(request, cells.line(), fields.get(0)));
  }

  private String name(Request request, long line, String number) {
    for (int i = 0; i < classes.size(); i++) {
      if (number.equals(Integer.toString(i + 1))) {
        return classes.get(i);
      }
    }
    throw request
        .source()
        .error(
            line,
            "the class must be a number from 1 to "
                + classes.size()
                + " (a line of classes.txt), found '"
                + number
                + "'");
  }
}
