package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** The embedding lookup and its transpose, outside the graph. */
final class Lookup {
  private final int width;
  private final int first;
  private final float[] words;
  private final float[] positions;
  private final float @Nullable [] types;

  Lookup(Weights weights) {
    width = weights.config().embedding();
    first = weights.config().firstPosition();
    words = weights.tables().get(TensorNames.WORD);
    positions = weights.tables().get(TensorNames.POSITION);
    types = weights.tables().get(TensorNames.TYPE);
  }

  /** Writes the sum of word, segment and position embeddings of every token, {@code [T, E]}. */
  void embed(Batch batch, FloatBuffer into) {
    float[] row = new float[width];
    for (int token = 0; token < batch.tokens(); token++) {
      int word = batch.ids()[token] * width;
      int position = (first + token % batch.length()) * width;
      System.arraycopy(words, word, row, 0, width);
      if (types != null) {
        int type = batch.types()[token] * width;
        for (int k = 0; k < width; k++) {
          row[k] += types[type + k];
        }
      }
      for (int k = 0; k < width; k++) {
        row[k] += positions[position + k];
      }
      into.put(token * width, row);
    }
  }
}
