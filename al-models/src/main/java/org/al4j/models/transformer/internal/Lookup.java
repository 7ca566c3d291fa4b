package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** The embedding lookup and its transpose, outside the graph. */
final class Lookup {
  private final int hidden;
  private final float[] words;
  private final float[] positions;
  private final float @Nullable [] types;

  Lookup(Weights weights) {
    hidden = weights.config().hidden();
    words = weights.tables().get(TensorNames.WORD);
    positions = weights.tables().get(TensorNames.POSITION);
    types = weights.tables().get(TensorNames.TYPE);
  }

  /** Writes the sum of word, segment and position embeddings of every token, {@code [T, H]}. */
  void embed(Batch batch, FloatBuffer into) {
    float[] row = new float[hidden];
    for (int token = 0; token < batch.tokens(); token++) {
      int word = batch.ids()[token] * hidden;
      int position = token % batch.length() * hidden;
      System.arraycopy(words, word, row, 0, hidden);
      if (types != null) {
        int type = batch.types()[token] * hidden;
        for (int k = 0; k < hidden; k++) {
          row[k] += types[type + k];
        }
      }
      for (int k = 0; k < hidden; k++) {
        row[k] += positions[position + k];
      }
      into.put(token * hidden, row);
    }
  }
}
