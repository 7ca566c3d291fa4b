package org.al4j.strategies.internal.matrix;

/**
 * What makes products compare distances: over all centres {@code c}, the nearest to {@code x} in
 * Euclidean distance has the largest {@code x.v - b} with {@code v = c - m} and {@code b = m.v +
 * |v|^2 / 2}, for any {@code m}. Where the centres share a large common part, m is that part:
 * float32 products of what is left keep the digits that {@code x.c - |c|^2 / 2} would lose. Else m
 * is 0.
 *
 * @param vectors v, {@code [k, d]} in c-order
 * @param bias b, {@code [k]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once
record Scoring(float[] vectors, float[] bias) {
  /** The share of the squared lengths above which the common part is taken off. */
  private static final double LARGE = 0.9;

  /** The common part is rounded to so many bits, so that small whole numbers stay exact. */
  private static final int BITS = 6;

  static Scoring euclidean(float[] centres, int d) {
    int k = centres.length / d;
    double[] common = common(centres, d);
    float[] vectors = centres.clone();
    float[] bias = new float[k];
    for (int c = 0; c < k; c++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        double v = centres[c * d + j] - common[j];
        vectors[c * d + j] = (float) v;
        sum += v * (common[j] + v / 2);
      }
      bias[c] = (float) sum;
    }
    return new Scoring(vectors, bias);
  }

  private static double[] common(float[] centres, int d) {
    double[] mean = new double[d];
    double squares = 0;
    for (int i = 0; i < centres.length; i++) {
      mean[i % d] += centres[i];
      squares += (double) centres[i] * centres[i];
    }
    double count = (double) centres.length / d;
    double ofMean = 0;
    double largest = 0;
    for (int j = 0; j < d; j++) {
      mean[j] /= count;
      ofMean += mean[j] * mean[j];
      largest = Math.max(largest, Math.abs(mean[j]));
    }
    if (!(ofMean > LARGE * squares / count)) {
      return new double[d];
    }
    double grid = Math.scalb(1.0, Math.getExponent(largest) - BITS);
    for (int j = 0; j < d; j++) {
      mean[j] = Math.rint(mean[j] / grid) * grid;
    }
    return mean;
  }
}
