package org.al4j.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.al4j.core.data.Instance;
import org.apache.spark.sql.Row;

/** The rows of a partition that pass a filter, so many at a time. Rows are an id and a text. */
final class Windows implements Iterator<List<Instance>> {
  private final Iterator<Row> rows;
  private final IdFilter filter;
  private final int size;
  private List<Instance> next = List.of();

  Windows(Iterator<Row> rows, IdFilter filter, int size) {
    this.rows = rows;
    this.filter = filter;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty()) {
      next = read();
    }
    return !next.isEmpty();
  }

  private List<Instance> read() {
    List<Instance> window = new ArrayList<>();
    while (window.size() < size && rows.hasNext()) {
      Row row = rows.next();
      String id = row.getString(0);
      if (filter.passes(id)) {
        window.add(Instance.ofText(id, row.getString(1)));
      }
    }
    return window;
  }

  @Override
  public List<Instance> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<Instance> window = next;
    next = List.of();
    return window;
  }
}
