package org.al4j.models.internal;

import org.al4j.core.model.FloatRows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Moves matrices between ND4J and Java arrays in one piece each, softmax and sigmoid. */
public final class Rows {
  private Rows() {}

  /** A new float32 array of shape {@code [rows, columns]}; the caller closes it. */
  public static INDArray matrix(float[] values, int rows, int columns) {
    return Nd4j.create(values, new long[] {rows, columns}, 'c');
  }

  /** The elements of {@code array} in c-order; see {@link FloatRows}. */
  public static float[] toFloats(INDArray array) {
    return FloatRows.of(array);
  }

  /** The numbers in single precision. */
  public static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /**
   * Each row's {@code softmax(z / temperature)}, summed in double precision.
   *
   * @param logits {@code [n, C]} in c-order, finite
   * @return {@code [n, C]} in c-order
   */
  public static float[] softmax(float[] logits, int classes, double temperature) {
    float[] out = new float[logits.length]; // [n, C]
    double[] row = new double[classes];
    for (int start = 0; start < logits.length; start += classes) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        row[k] = logits[start + k] / temperature;
        max = Math.max(max, row[k]);
      }
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        row[k] = Math.exp(row[k] - max);
        sum += row[k];
      }
      for (int k = 0; k < classes; k++) {
        out[start + k] = (float) (row[k] / sum);
      }
    }
    return out;
  }

  /**
   * The sigmoid {@code 1 / (1 + exp(-z))} of each element.
   *
   * @param logits finite
   */
  public static float[] sigmoid(float[] logits) {
    float[] out = new float[logits.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (1 / (1 + Math.exp(-(double) logits[i])));
    }
    return out;
  }

  /** The place of the largest of {@code n} values from {@code at}, the first of equals, from 0. */
  public static int argmax(float[] values, int at, int n) {
    return FloatRows.argmax(values, at, n);
  }
}
