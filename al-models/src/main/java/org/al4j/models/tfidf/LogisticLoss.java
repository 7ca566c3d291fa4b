package org.al4j.models.tfidf;

import java.util.Arrays;
import org.al4j.models.internal.newton.SmoothFunction;
import org.al4j.models.kind.ProblemType;

/**
 * The objective of logistic regression, {@code C * sum_i w_i * loss_i(W'x_i + b) + 0.5 ||W||^2 +
 * 0.5 r ||b||^2}. Where classes exclude each other, the multinomial one, {@code loss_i = -sum_k
 * t_ik log softmax(z)[k]}, with targets {@code t_i} that sum to 1; else one for each class, {@code
 * loss_i = sum_k -t_ik log s(z_k) - (1 - t_ik) log(1 - s(z_k))}, {@code s} the sigmoid, with
 * targets in [0, 1]. The vector is {@code W [V, C]} by rows, then {@code b [C]}.
 *
 * <p>The ridge {@code r = 1e-6} on the biases is not in scikit-learn's objective. Without it a
 * class that has no example drives its bias to minus infinity and the multinomial biases are
 * defined up to a constant only, so that no optimum exists and the result would depend on where the
 * solver stops. With it the optimum exists and is unique; where every class has examples it moves
 * the biases by about 1e-6.
 */
final class LogisticLoss implements SmoothFunction {
  static final double BIAS_RIDGE = 1e-6;

  /** Examples a class without any is taken to have when the biases are initialised. */
  private static final double PRIOR = 1e-3;

  private final SparseRows rows;
  private final Goal goal;
  private final int features;
  private final int classes;
  private final boolean exclusive;
  private final double scale;
  private final double[] probabilities; // [n, C]
  private final double[] row; // [C]
  private final double[] diagonal;

  /**
   * What the rows should give.
   *
   * @param targets for each row, {@code [n, C]}
   * @param weights of the rows' losses, {@code [n]}
   * @param classes {@code C}
   * @param problem whether the classes exclude each other
   */
  @SuppressWarnings("ArrayRecordComponent") // a struct, never compared
  record Goal(double[] targets, double[] weights, int classes, ProblemType problem) {}

  LogisticLoss(SparseRows rows, Goal goal, int features, double scale) {
    this.rows = rows;
    this.goal = goal;
    this.features = features;
    this.classes = goal.classes;
    this.exclusive = goal.problem == ProblemType.SINGLE_LABEL_CLASSIFICATION;
    this.scale = scale;
    this.probabilities = new double[rows.size() * classes];
    this.row = new double[classes];
    this.diagonal = new double[size()];
  }

  @Override
  public int size() {
    return (features + 1) * classes;
  }

  /** Zero weights, and the log-odds of the classes' counts as biases; exclusive ones centred. */
  double[] start() {
    double[] counts = new double[classes];
    for (int i = 0; i < goal.targets.length; i++) {
      counts[i % classes] += goal.weights[i / classes] * goal.targets[i];
    }
    double all = Arrays.stream(goal.weights).sum();
    double[] x = new double[size()];
    double mean = 0;
    for (int k = 0; k < classes; k++) {
      double others = exclusive ? 1 : all - counts[k] + PRIOR;
      double odds = StrictMath.log(counts[k] + PRIOR) - StrictMath.log(others);
      x[features * classes + k] = odds;
      mean += odds / classes;
    }
    for (int k = 0; exclusive && k < classes; k++) {
      x[features * classes + k] -= mean;
    }
    return x;
  }

  @Override
  public double evaluate(double[] x, double[] gradient) {
    double loss = 0;
    Arrays.fill(gradient, 0);
    for (int i = 0; i < rows.size(); i++) {
      product(i, x);
      double own =
          exclusive
              ? ClassLosses.softmax(row, goal.targets, i * classes)
              : ClassLosses.sigmoids(row, goal.targets, i * classes);
      loss += goal.weights[i] * own;
      System.arraycopy(row, 0, probabilities, i * classes, classes);
      for (int k = 0; k < classes; k++) {
        row[k] = goal.weights[i] * (row[k] - goal.targets[i * classes + k]);
      }
      addTransposed(i, gradient);
    }
    return scale * loss + addRidge(x, gradient);
  }

  @Override
  public void curvature(double[] v, double[] out) {
    Arrays.fill(out, 0);
    for (int i = 0; i < rows.size(); i++) {
      product(i, v);
      int start = i * classes;
      double mean = 0;
      for (int k = 0; exclusive && k < classes; k++) {
        mean += probabilities[start + k] * row[k];
      }
      for (int k = 0; k < classes; k++) {
        double p = probabilities[start + k];
        row[k] = goal.weights[i] * p * (exclusive ? row[k] - mean : (1 - p) * row[k]);
      }
      addTransposed(i, out);
    }
    addRidge(v, out);
  }

  @Override
  public void prepare() {
    diagonal(diagonal);
  }

  /** By the Hessian's diagonal. */
  @Override
  public double precondition(double[] r, double[] out) {
    double sum = 0;
    for (int j = 0; j < r.length; j++) {
      out[j] = r[j] / diagonal[j];
      sum += r[j] * r[j] / diagonal[j];
    }
    return sum;
  }

  /** Writes the Hessian's diagonal at the last point evaluated; positive. */
  void diagonal(double[] out) {
    Arrays.fill(out, 0, features * classes, 1);
    Arrays.fill(out, features * classes, size(), BIAS_RIDGE);
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < classes; k++) {
        double p = probabilities[i * classes + k];
        double weight = scale * goal.weights[i] * p * (1 - p);
        for (int e = rows.offsets()[i]; e < rows.offsets()[i + 1]; e++) {
          double value = rows.values()[e];
          out[rows.columns()[e] * classes + k] += weight * value * value;
        }
        out[features * classes + k] += weight;
      }
    }
  }

  /** Sets {@code row} to {@code W'x_i + b}. */
  private void product(int i, double[] x) {
    System.arraycopy(x, features * classes, row, 0, classes);
    for (int e = rows.offsets()[i]; e < rows.offsets()[i + 1]; e++) {
      int start = rows.columns()[e] * classes;
      double value = rows.values()[e];
      for (int k = 0; k < classes; k++) {
        row[k] += value * x[start + k];
      }
    }
  }

  /** Adds the outer product of {@code x_i} and {@code row} to {@code out}. */
  private void addTransposed(int i, double[] out) {
    for (int e = rows.offsets()[i]; e < rows.offsets()[i + 1]; e++) {
      int start = rows.columns()[e] * classes;
      double value = rows.values()[e];
      for (int k = 0; k < classes; k++) {
        out[start + k] += value * row[k];
      }
    }
    int bias = features * classes;
    for (int k = 0; k < classes; k++) {
      out[bias + k] += row[k];
    }
  }

  /**
   * Scales the data's part of {@code out}, adds the ridge's, and returns the ridge's value at
   * {@code x}.
   */
  private double addRidge(double[] x, double[] out) {
    double weights = 0;
    double biases = 0;
    for (int j = 0; j < features * classes; j++) {
      out[j] = scale * out[j] + x[j];
      weights += x[j] * x[j];
    }
    for (int j = features * classes; j < size(); j++) {
      out[j] = scale * out[j] + BIAS_RIDGE * x[j];
      biases += x[j] * x[j];
    }
    return 0.5 * (weights + BIAS_RIDGE * biases);
  }
}
