package org.al4j.models.internal.linear;

import java.util.Arrays;
import org.al4j.models.internal.newton.SmoothFunction;
import org.al4j.models.kind.ProblemType;

/**
 * The objective of logistic regression on dense rows, {@code C * sum_i w_i * loss_i(W x_i + b) +
 * 0.5 ||W||^2 + 0.5 r ||b||^2}: the multinomial one where classes exclude each other, else one for
 * each class; {@code r = 1e-6}, so that there is one optimum whatever classes have examples. The
 * vector is {@code [W, b] [C, d + 1]} by rows.
 *
 * <p>Systems with the Hessian are preconditioned by {@code c_k X'DX + I} for each class, {@code D}
 * the curvatures of the rows summed over the classes and {@code c_k} the class's share of them,
 * rounded to powers of {@code e}, so that one decomposition serves several classes. Where classes
 * exclude each other, what the classes have in common meets the ridge alone, and exactly.
 */
public final class DenseLogistic implements SmoothFunction {
  static final double BIAS_RIDGE = 1e-6;

  /** Examples a class without any is taken to have when the biases are initialised. */
  private static final double PRIOR = 1e-3;

  private final Tiles x;
  private final Goal goal;
  private final int width;
  private final int classes;
  private final boolean exclusive;
  private final double scale;
  private final double[][] probabilities; // tiles of [C, TILE]
  private final double[][] work; // tiles of [C, TILE]
  private final double[] losses; // of the tiles
  private final Preconditioner preconditioner;

  /**
   * What the rows should give.
   *
   * @param targets for each row, {@code [n, C]}
   * @param weights of the rows' losses, {@code [n]}
   * @param classes {@code C}
   * @param problem whether the classes exclude each other
   */
  @SuppressWarnings("ArrayRecordComponent") // a struct, never compared
  public record Goal(double[] targets, double[] weights, int classes, ProblemType problem) {
    /** The same with other weights. */
    public Goal withWeights(double[] other) {
      return new Goal(targets, other, classes, problem);
    }
  }

  /** The objective; {@code scale} is {@code C}. */
  public DenseLogistic(Tiles x, Goal goal, double scale) {
    this.x = x;
    this.goal = goal;
    this.width = x.width();
    this.classes = goal.classes;
    this.exclusive = goal.problem == ProblemType.SINGLE_LABEL_CLASSIFICATION;
    this.scale = scale;
    this.probabilities = x.forClasses(classes);
    this.work = x.forClasses(classes);
    this.losses = new double[x.tiles()];
    this.preconditioner = new Preconditioner(x, classes, exclusive);
  }

  @Override
  public int size() {
    return width * classes;
  }

  /** Zero weights, and the log-odds of the classes' counts as biases; exclusive ones centred. */
  public double[] start() {
    double[] counts = new double[classes];
    for (int i = 0; i < goal.targets.length; i++) {
      counts[i % classes] += goal.weights[i / classes] * goal.targets[i];
    }
    double all = Arrays.stream(goal.weights).sum();
    double[] start = new double[size()];
    double mean = 0;
    for (int k = 0; k < classes; k++) {
      double others = exclusive ? 1 : all - counts[k] + PRIOR;
      double odds = StrictMath.log(counts[k] + PRIOR) - StrictMath.log(others);
      start[k * width + width - 1] = odds;
      mean += odds / classes;
    }
    for (int k = 0; exclusive && k < classes; k++) {
      start[k * width + width - 1] -= mean;
    }
    return start;
  }

  @Override
  public double evaluate(double[] at, double[] gradient) {
    x.multiply(at, work, this::lose);
    x.multiplyTransposed(work, gradient);
    double loss = 0;
    for (double one : losses) {
      loss += one;
    }
    return scale * loss + addRidge(at, gradient);
  }

  /** The sum of the rows' weighted losses, without {@code C} and without the ridge. */
  public double loss(double[] at) {
    x.multiply(at, work, this::lose);
    return Arrays.stream(losses).sum();
  }

  /** Makes probabilities of a tile's logits, and of the logits what the gradient is the sum of. */
  private void lose(int t) {
    int first = t * Tiles.TILE;
    int count = Math.min(Tiles.TILE, x.rows() - first);
    double[] z = work[t];
    double[] p = probabilities[t];
    double loss = 0;
    for (int i = 0; i < count; i++) {
      double own = exclusive ? softmax(z, p, first + i, i) : sigmoids(z, p, first + i, i);
      loss += goal.weights[first + i] * own;
      for (int k = 0; k < classes; k++) {
        double error = p[k * Tiles.TILE + i] - goal.targets[(first + i) * classes + k];
        z[k * Tiles.TILE + i] = goal.weights[first + i] * error;
      }
    }
    losses[t] = loss;
  }

  private double softmax(double[] z, double[] p, int row, int at) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      max = Math.max(max, z[k * Tiles.TILE + at]);
    }
    double shifted = 0;
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      double less = z[k * Tiles.TILE + at] - max;
      double e = StrictMath.exp(less);
      shifted += goal.targets[row * classes + k] * less;
      p[k * Tiles.TILE + at] = e;
      sum += e;
    }
    for (int k = 0; k < classes; k++) {
      p[k * Tiles.TILE + at] /= sum;
    }
    return StrictMath.log(sum) - shifted;
  }

  private double sigmoids(double[] z, double[] p, int row, int at) {
    double loss = 0;
    for (int k = 0; k < classes; k++) {
      double one = z[k * Tiles.TILE + at];
      double small = StrictMath.exp(-Math.abs(one)); // never overflows
      loss += Math.max(one, 0) + StrictMath.log1p(small) - goal.targets[row * classes + k] * one;
      p[k * Tiles.TILE + at] = (one < 0 ? small : 1) / (1 + small);
    }
    return loss;
  }

  @Override
  public void curvature(double[] v, double[] out) {
    x.multiply(v, work, this::bend);
    x.multiplyTransposed(work, out);
    addRidge(v, out);
  }

  /** Multiplies a tile by the Hessian of its rows' losses by the logits. */
  private void bend(int t) {
    double[] z = work[t];
    double[] p = probabilities[t];
    double[] mean = new double[Tiles.TILE];
    for (int k = 0; exclusive && k < classes; k++) {
      for (int i = 0; i < Tiles.TILE; i++) {
        mean[i] += p[k * Tiles.TILE + i] * z[k * Tiles.TILE + i];
      }
    }
    double[] weights = new double[Tiles.TILE];
    int first = t * Tiles.TILE;
    System.arraycopy(goal.weights, first, weights, 0, Math.min(Tiles.TILE, x.rows() - first));
    for (int k = 0; k < classes; k++) {
      int at = k * Tiles.TILE;
      for (int i = 0; i < Tiles.TILE; i++) {
        double rest = exclusive ? 1 : 1 - p[at + i];
        z[at + i] = weights[i] * p[at + i] * (z[at + i] - mean[i]) * rest;
      }
    }
  }

  @Override
  public void prepare() {
    preconditioner.prepare(probabilities, goal.weights, scale);
  }

  @Override
  public void precondition(double[] r, double[] out) {
    preconditioner.apply(r, out);
  }

  /** Scales the data's part, adds the ridge's, and returns the ridge's value at {@code at}. */
  private double addRidge(double[] at, double[] out) {
    double weights = 0;
    double biases = 0;
    for (int k = 0; k < classes; k++) {
      int bias = k * width + width - 1;
      for (int j = k * width; j < bias; j++) {
        out[j] = scale * out[j] + at[j];
        weights += at[j] * at[j];
      }
      out[bias] = scale * out[bias] + BIAS_RIDGE * at[bias];
      biases += at[bias] * at[bias];
    }
    return 0.5 * (weights + BIAS_RIDGE * biases);
  }
}
