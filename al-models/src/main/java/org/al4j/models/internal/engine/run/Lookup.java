package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import org.al4j.models.internal.architecture.TensorNames;
import org.jspecify.annotations.Nullable;

/** The embedding lookup, outside the graph. */
public final class Lookup {
  private final int width;
  private final int first;
  private final float[] words;
  private final float[] positions;
  private final float @Nullable [] types;

  public Lookup(Weights weights) {
    width = weights.config().embedding();
    first = weights.config().firstPosition();
    words = weights.tables().get(TensorNames.WORD);
    positions = weights.tables().get(TensorNames.POSITION);
    types = weights.tables().get(TensorNames.TYPE);
  }

  /**
   * Writes the sum of word, segment and position embeddings of every token, {@code [T, E]}; zeros
   * in unused rows.
   */
  public void embed(Batch batch, FloatBuffer into) {
    float[] row = new float[width];
    int next = 0;
    for (int i = 0; i < batch.size(); i++) {
      clear(next, batch.starts()[i], into);
      for (int position = 0; position < batch.counts()[i]; position++) {
        int token = batch.starts()[i] + position;
        sum(batch.ids()[token], batch.types()[token], position, row);
        into.put(token * width, row);
      }
      next = batch.end(i);
    }
    clear(next, batch.layout().rows(), into);
  }

  private void sum(int id, int type, int position, float[] row) {
    System.arraycopy(words, id * width, row, 0, width);
    if (types != null) {
      add(types, type, row);
    }
    add(positions, first + position, row);
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
