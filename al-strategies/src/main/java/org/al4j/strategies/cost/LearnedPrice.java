package org.al4j.strategies.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.settings.Settings;

/**
 * The price of an instance as the seconds an annotator is expected to take, learnt from measured
 * times: a linear regression on the text's characters, words and distinct words, and the
 * annotator's competence. Never below the shortest time measured.
 *
 * <p><b>Formula.</b> {@code s = w0 + sum_j w_j (x_j - mean_j) / sd_j}, least squares with a ridge
 * of {@code 0.001 m} on {@code w_1..}, {@code m} the number of measurements; statistics that do not
 * vary are left out. <b>Source.</b> The lecture "Active Learning"; Arora et al. 2009, Estimating
 * Annotation Cost for Active Learning in a Multi-Annotator Environment.
 */
public final class LearnedPrice implements Price {
  private static final int FEATURES = TextStatistics.COUNT + 1;
  private static final double RIDGE = 1e-3;
  private final double[] mean;
  private final double[] scale;
  private final double[] weights; // [FEATURES + 1], the intercept last
  private final double shortest;
  private final double competence;

  private LearnedPrice(
      double[] mean, double[] scale, double[] weights, double shortest, double competence) {
    this.mean = mean;
    this.scale = scale;
    this.weights = weights;
    this.shortest = shortest;
    this.competence = competence;
  }

  /**
   * Learns from measured times; prices are those of an annotator of mean competence.
   *
   * @throws InvalidInputException if there are none
   */
  public static LearnedPrice fit(List<TimedAnnotation> measured) {
    if (measured.isEmpty()) {
      throw new InvalidInputException(
          "a price is learnt from measured annotation times, found none; time some annotations");
    }
    double[][] x =
        measured.stream()
            .map(one -> features(one.instance(), one.competence()))
            .toArray(double[][]::new);
    double[] mean = new double[FEATURES];
    double[] scale = new double[FEATURES];
    standardise(x, mean, scale);
    double intercept =
        measured.stream().mapToDouble(TimedAnnotation::seconds).average().orElseThrow();
    double[][] a = new double[FEATURES][FEATURES + 1]; // [X^T X + ridge | X^T (s - mean s)]
    for (int i = 0; i < x.length; i++) {
      double target = measured.get(i).seconds() - intercept;
      for (int j = 0; j < FEATURES; j++) {
        for (int k = 0; k < FEATURES; k++) {
          a[j][k] += x[i][j] * x[i][k];
        }
        a[j][FEATURES] += x[i][j] * target;
      }
    }
    for (int j = 0; j < FEATURES; j++) {
      a[j][j] += RIDGE * x.length;
    }
    double[] weights = Arrays.copyOf(solve(a), FEATURES + 1);
    weights[FEATURES] = intercept;
    double shortest = measured.stream().mapToDouble(TimedAnnotation::seconds).min().orElseThrow();
    return new LearnedPrice(mean, scale, weights, shortest, mean[FEATURES - 1]);
  }

  /** The same model with the prices of an annotator of another competence. */
  public LearnedPrice forCompetence(double other) {
    if (!Double.isFinite(other)) {
      throw new IllegalArgumentException("competence must be finite, found " + other);
    }
    return new LearnedPrice(mean, scale, weights, shortest, other);
  }

  @Override
  public double applyAsDouble(Instance instance) {
    double[] x = features(instance, competence);
    double sum = weights[FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      sum += weights[j] * (x[j] - mean[j]) * scale[j];
    }
    return Math.max(shortest, sum);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("LearnedPrice")
        .with("mean", mean)
        .with("scale", scale)
        .with("weights", weights)
        .with("shortest", shortest)
        .with("competence", competence)
        .toMap();
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT, "LearnedPrice(%s, competence %s)", Arrays.toString(weights), competence);
  }

  private static double[] features(Instance instance, double competence) {
    double[] x = Arrays.copyOf(TextStatistics.of(instance), FEATURES);
    x[FEATURES - 1] = competence;
    return x;
  }

  private static void standardise(double[][] x, double[] mean, double[] scale) {
    for (int j = 0; j < FEATURES; j++) {
      int column = j;
      mean[j] = Arrays.stream(x).mapToDouble(row -> row[column]).average().orElseThrow();
      double center = mean[j];
      double variance =
          Arrays.stream(x)
              .mapToDouble(row -> (row[column] - center) * (row[column] - center))
              .average()
              .orElseThrow();
      boolean varies = variance > 1e-12 * (1 + center * center);
      scale[j] = varies ? 1 / Math.sqrt(variance) : 0;
      for (double[] row : x) {
        row[j] = (row[j] - center) * scale[j];
      }
    }
  }

  /** Gauss with the largest pivot of each column; the ridge keeps all of them away from 0. */
  private static double[] solve(double[][] a) {
    int n = a.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
      }
      double[] swapped = a[column];
      a[column] = a[pivot];
      a[pivot] = swapped;
      for (int row = 0; row < n; row++) {
        double factor = row == column ? 0 : a[row][column] / a[column][column];
        for (int k = column; k <= n && factor != 0; k++) {
          a[row][k] -= factor * a[column][k];
        }
      }
    }
    double[] solution = new double[n];
    Arrays.setAll(solution, i -> a[i][n] / a[i][i]);
    return solution;
  }
}
