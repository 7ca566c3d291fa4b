package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.training.Optimizer;

/**
 * Adafactor without first moment, in the form of Hugging Face transformers: with {@code b = 1 -
 * t^-0.8}, a matrix keeps {@code R = b R + (1-b) mean over columns (g^2 + e)} and {@code C}
 * likewise over rows; {@code u = g / sqrt(R / mean R) / sqrt(C)}; {@code u /= max(1, rms(u))};
 * {@code p *= 1 - lr wd}; {@code p -= lr u}. A vector is a matrix of one row, for which C is the
 * mean of its squared gradient and the factor of R is 1. Source: Shazeer and Stern 2018, algorithms
 * 4 to 6.
 */
final class Adafactor implements TensorState {
  private static final double EPSILON = 1e-30;
  private static final double SMALLEST_SCALE = 1e-3;
  private static final double LARGEST_STEP = 1e-2;

  private final Optimizer.Adafactor settings;
  private final double[] rows;
  private final double[] columns;
  private int updates;

  Adafactor(Optimizer.Adafactor settings, int rows, int columns) {
    this.settings = settings;
    this.rows = new double[rows];
    this.columns = new double[columns];
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    updates = exchange.integer(updates);
    exchange.numbers(rows);
    exchange.numbers(columns);
  }

  @Override
  public void update(FloatBuffer weights, float[] g, int gAt, Update.Step step) {
    updates++;
    double rate = rate(step, weights);
    float clip = step.scale();
    remember(g, gAt, clip, 1 - Math.pow(updates, -0.8));
    float[] rowFactors = inverseRoots(rows, Arrays.stream(rows).average().orElse(1));
    float[] columnFactors = inverseRoots(columns, 1);
    double scale = rate / Math.max(1, norm(g, gAt, clip, rowFactors, columnFactors));
    float keep = (float) (1 - rate * step.decay());
    float[] p = new float[columns.length];
    for (int row = 0; row < rows.length; row++) {
      float factor = (float) scale * rowFactors[row];
      int start = row * columns.length;
      weights.get(start, p);
      for (int j = 0; j < p.length; j++) {
        p[j] = p[j] * keep - factor * columnFactors[j] * (clip * g[gAt + start + j]);
      }
      weights.put(start, p);
    }
  }

  private double rate(Update.Step step, FloatBuffer weights) {
    double rate =
        settings.relativeStep() ? Math.min(LARGEST_STEP, 1 / Math.sqrt(updates)) : step.rate();
    if (!settings.scaleParameter()) {
      return rate * step.share();
    }
    double sum = 0;
    float[] p = new float[columns.length];
    for (int row = 0; row < rows.length; row++) {
      weights.get(row * columns.length, p);
      sum += Vectors.squares(p);
    }
    double size = Math.sqrt(sum / rows.length / columns.length);
    return rate * step.share() * Math.max(SMALLEST_SCALE, size);
  }

  private void remember(float[] g, int at, float clip, double beta) {
    double[] sums = new double[columns.length];
    for (int row = 0; row < rows.length; row++) {
      double sum = 0;
      for (int j = 0; j < columns.length; j++) {
        double value = clip * g[at + row * columns.length + j];
        double square = value * value + EPSILON;
        sum += square;
        sums[j] += square;
      }
      rows[row] = beta * rows[row] + (1 - beta) * sum / columns.length;
    }
    for (int j = 0; j < columns.length; j++) {
      columns[j] = beta * columns[j] + (1 - beta) * sums[j] / rows.length;
    }
  }

  private static float[] inverseRoots(double[] squares, double divisor) {
    float[] roots = new float[squares.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = (float) (1 / Math.sqrt(squares[i] / divisor));
    }
    return roots;
  }

  /** Root mean square of the update before clipping. */
  private double norm(float[] g, int at, float clip, float[] rowFactors, float[] columnFactors) {
    double sum = 0;
    for (int row = 0; row < rows.length; row++) {
      double part = 0;
      for (int j = 0; j < columns.length; j++) {
        float update = columnFactors[j] * (clip * g[at + row * columns.length + j]);
        part += (double) update * update;
      }
      sum += part * rowFactors[row] * rowFactors[row];
    }
    return Math.sqrt(sum / rows.length / columns.length);
  }
}
