package org.al4j.models.internal.distil;

/**
 * A sequence's queries, keys and values of one layer.
 *
 * @param rows {@code [n, 3H]}: of each token its queries of all heads, then keys, then values
 * @param gradient of the same, added to
 * @param tokens n
 * @param heads how many heads H is cut into
 */
@SuppressWarnings("ArrayRecordComponent") // working memory, never compared
record Projected(float[] rows, float[] gradient, int tokens, int heads) {
  /** What a head multiplies. */
  enum Part {
    QUERIES,
    KEYS,
    VALUES
  }

  /** Of a sequence whose gradient nobody wants. */
  static Projected of(float[] rows, int tokens, int heads) {
    return new Projected(rows, new float[rows.length], tokens, heads);
  }

  private int hidden() {
    return rows.length / tokens / 3;
  }

  /** Columns of a head. */
  int width() {
    return hidden() / heads;
  }

  private int at(Part part, int head, int token) {
    return (3 * token + part.ordinal()) * hidden() + head * width();
  }

  /** {@code a b' / sqrt(width)} of a head, {@code [n, n]}. */
  double[][] products(Part a, Part b, int head) {
    double[][] products = new double[tokens][tokens];
    int width = width();
    double scale = 1 / Math.sqrt(width);
    for (int i = 0; i < tokens; i++) {
      int left = at(a, head, i);
      for (int j = 0; j < tokens; j++) {
        int right = at(b, head, j);
        float sum = 0;
        for (int k = 0; k < width; k++) {
          sum += rows[left + k] * rows[right + k];
        }
        products[i][j] = scale * sum;
      }
    }
    return products;
  }

  /** Adds what a gradient of {@link #products} means for both parts. */
  void back(Part a, Part b, int head, double[][] slopes) {
    int width = width();
    double scale = 1 / Math.sqrt(width);
    for (int i = 0; i < tokens; i++) {
      int left = at(a, head, i);
      for (int j = 0; j < tokens; j++) {
        int right = at(b, head, j);
        float slope = (float) (scale * slopes[i][j]);
        for (int k = 0; k < width; k++) {
          gradient[left + k] += slope * rows[right + k];
          gradient[right + k] += slope * rows[left + k];
        }
      }
    }
  }
}
