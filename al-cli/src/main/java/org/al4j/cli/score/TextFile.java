package org.al4j.cli.score;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.read.Row;
import org.al4j.core.read.RowStream;

/**
 * The texts of a file, read as they are needed. The id of a text is that of the named column, else
 * of a column {@code id}, else what tells its row from the others: its line, in a JSON array its
 * number, in a folder of classes its file.
 */
public final class TextFile implements Iterator<Instance>, AutoCloseable {
  private static final String ID = "id";
  private final RowStream rows;

  /** Opens a file; refuses one that is missing, empty or of an unknown kind. */
  public TextFile(Path path, ReadOptions options, Consumer<String> notes) {
    rows = Datasets.rows(path, options, notes);
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Instance next() {
    Row row = rows.next();
    String id = row.id() == null ? ownId(row.attributes()) : row.id();
    return new Instance(
        id.isBlank() ? rows.place() : id, row.text(), row.words(), row.attributes());
  }

  /** The value of the column {@code id}, or of the only one that differs in case; else empty. */
  private static String ownId(Map<String, String> attributes) {
    String own = attributes.get(ID);
    if (own != null) {
      return own;
    }
    List<String> like = attributes.keySet().stream().filter(ID::equalsIgnoreCase).toList();
    return like.size() == 1 ? attributes.getOrDefault(like.get(0), "") : "";
  }

  @Override
  public void close() {
    rows.close();
  }
}
