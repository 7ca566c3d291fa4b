package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Layer normalisation over rows, {@code y = (x - mean) / sqrt(variance + epsilon) * gain + bias},
 * from x {@code [T, H]}, gain and bias {@code [H]} to y {@code [T, H]}; backward from x, gain, bias
 * and the gradient of y to the gradients of x, gain and bias. Sums run in eight lanes, which the
 * JIT compiler vectorises and which lose little precision.
 *
 * @param backward whether this is the gradient
 */
public record LayerNorm(boolean backward, double epsilon) implements Kernel, RowFunction {
  /** BERT's. ND4J's operation has none, which to float32 makes no difference. */
  public static final double BERT_EPSILON = 1e-12;

  public static final LayerNorm FORWARD = new LayerNorm(false, BERT_EPSILON);
  public static final LayerNorm BACKWARD = new LayerNorm(true, BERT_EPSILON);

  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    return inputs.subList(0, backward ? 3 : 1);
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    if (backward) {
      backward(in, out);
    } else {
      new RowPass(this, in[1].capacity(), RowPass.Terms.NONE, false).run(in, out);
    }
  }

  @Override
  public Optional<RowFunction> rowwise() {
    return backward ? Optional.empty() : Optional.of(this);
  }

  @Override
  public int rows(int width) {
    return 1;
  }

  @Override
  public void apply(float[] row, int count, float[][] parameters) {
    float[] gain = parameters[0];
    float[] bias = parameters[1];
    normalise(row);
    for (int k = 0; k < row.length; k++) {
      row[k] = row[k] * gain[k] + bias[k];
    }
  }

  private void backward(FloatBuffer[] in, FloatBuffer[] out) {
    int width = in[1].capacity();
    int rows = in[0].capacity() / width;
    float[] gain = Vectors.copy(in[1]);
    float[] gainGradient = new float[width];
    float[] biasGradient = new float[width];
    float[] x = new float[width];
    float[] gradient = new float[width];
    for (int r = 0; r < rows; r++) {
      in[0].get(r * width, x);
      in[3].get(r * width, gradient);
      float inverse = normalise(x);
      accumulate(x, gradient, gainGradient, biasGradient);
      Vectors.multiply(gradient, gain, width);
      back(x, gradient, inverse);
      out[0].put(r * width, gradient);
    }
    out[1].put(0, gainGradient);
    out[2].put(0, biasGradient);
  }

  /** Centres and scales the row; returns one over its standard deviation. */
  private float normalise(float[] row) {
    int width = row.length;
    float mean = Vectors.sum(row, width) / width;
    for (int k = 0; k < width; k++) {
      row[k] -= mean;
    }
    float inverse = (float) (1 / Math.sqrt(Vectors.dot(row, row, width) / width + epsilon));
    for (int k = 0; k < width; k++) {
      row[k] *= inverse;
    }
    return inverse;
  }

  static void accumulate(
      float[] normal, float[] gradient, float[] gainGradient, float[] biasGradient) {
    for (int k = 0; k < normal.length; k++) {
      gainGradient[k] += gradient[k] * normal[k];
      biasGradient[k] += gradient[k];
    }
  }

  /** {@code (g - mean(g) - xhat mean(g xhat)) / std}, where g already holds the gain. */
  static void back(float[] normal, float[] gradient, float inverse) {
    int width = normal.length;
    float mean = Vectors.sum(gradient, width) / width;
    float slope = Vectors.dot(gradient, normal, width) / width;
    for (int k = 0; k < width; k++) {
      gradient[k] = (gradient[k] - mean - normal[k] * slope) * inverse;
    }
  }
}
