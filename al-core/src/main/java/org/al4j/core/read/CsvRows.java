package org.al4j.core.read;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** CSV with a header line. */
final class CsvRows implements RowReader {
  @Override
  public void read(Request request, Consumer<Row> sink) throws IOException {
    Layout layout = new Layout(request);
    CsvRecords.read(
        request.source(),
        cells -> {
          if (layout.header == null) {
            layout.start(cells);
          } else {
            sink.accept(layout.row(cells));
          }
        });
  }

  /** Where the wanted columns are. */
  private static final class Layout {
    private final Request request;
    private @Nullable List<String> header;
    private int text;
    private int label;
    private int id;

    Layout(Request request) {
      this.request = request;
    }

    void start(CsvRecords.Cells cells) {
      List<String> names = cells.fields().stream().map(String::strip).toList();
      Columns columns = request.columns();
      header = names;
      text = find(names, cells.line(), columns.text());
      boolean readsLabel = request.labelled() || names.contains(columns.label());
      label = readsLabel ? find(names, cells.line(), columns.label()) : -1;
      id = columns.id().map(name -> find(names, cells.line(), name)).orElse(-1);
    }

    Row row(CsvRecords.Cells cells) {
      List<String> fields = cells.fields();
      int width = Objects.requireNonNull(header).size();
      if (fields.size() != width) {
        throw request
            .source()
            .error(cells.line(), fields.size() + " fields, but the header has " + width);
      }
      return request.row(
          cells.line(),
          fields.get(text),
          label < 0 ? null : fields.get(label),
          id < 0 ? null : fields.get(id));
    }

    private int find(List<String> names, long line, String column) {
      int index = names.indexOf(column);
      if (index < 0) {
        throw request.noColumn(line, column, names);
      }
      if (names.lastIndexOf(column) != index) {
        throw request.source().error(line, "column '" + column + "' occurs twice in the header");
      }
      return index;
    }
  }
}
