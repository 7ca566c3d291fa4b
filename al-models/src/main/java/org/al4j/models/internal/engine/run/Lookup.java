package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.List;

/** The embedding lookup, outside the graph. */
public final class Lookup {
  private final List<EmbeddingTable> tables;
  private final float[][] values;
  private final int width;

  public Lookup(Weights weights) {
    tables = weights.network().tables();
    values = tables.stream().map(weights::table).toArray(float[][]::new);
    width = tables.get(0).width();
  }

  /** Writes the sum of the rows of every token, {@code [T, E]}; zeros in unused rows. */
  public void embed(Batch batch, FloatBuffer into) {
    float[] row = new float[width];
    int next = 0;
    for (int i = 0; i < batch.size(); i++) {
      clear(next, batch.starts()[i], into);
      for (int position = 0; position < batch.counts()[i]; position++) {
        int token = batch.starts()[i] + position;
        sum(batch, token, position, row);
        into.put(token * width, row);
      }
      next = batch.end(i);
    }
    clear(next, batch.layout().rows(), into);
  }

  private void sum(Batch batch, int token, int position, float[] row) {
    int first = tables.get(0).row(batch, token, position);
    System.arraycopy(values[0], first * width, row, 0, width);
    for (int i = 1; i < values.length; i++) {
      add(values[i], tables.get(i).row(batch, token, position), row);
    }
  }

  private static void add(float[] table, int index, float[] row) {
    int at = index * row.length;
    for (int k = 0; k < row.length; k++) {
      row[k] += table[at + k];
    }
  }

  private void clear(int from, int to, FloatBuffer into) {
    float[] zeros = new float[width];
    for (int token = from; token < to; token++) {
      into.put(token * width, zeros);
    }
  }
}
