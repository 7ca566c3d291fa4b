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
 * <p>Systems with the Hessian are preconditioned by {@code c_k X'WX + I} for each class, {@code W}
 * the weights of the rows and {@code c_k} the class's mean curvature: the classes' mean times their
 * shares rounded to powers of {@code e}, so that one inverse serves several classes. Where classes
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
  private final float[][][] probabilities; // tiles of [C, rows]
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
    this.probabilities = x.floatsForClasses(classes);
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
    double[][] sums = x.multiplyTwice(rows(at), this::lose);
    copy(sums, gradient);
    return scale * Arrays.stream(losses).sum() + addRidge(at, gradient);
  }

  /** The sum of the rows' weighted losses, without {@code C} and without the ridge. */
  public double loss(double[] at) {
    x.multiply(rows(at), this::lose);
    return Arrays.stream(losses).sum();
  }

  private double[][] rows(double[] v) {
    double[][] rows = new double[classes][];
    for (int k = 0; k < classes; k++) {
      rows[k] = Arrays.copyOfRange(v, k * width, (k + 1) * width);
    }
    return rows;
  }

  private void copy(double[][] rows, double[] out) {
    for (int k = 0; k < classes; k++) {
      System.arraycopy(rows[k], 0, out, k * width, width);
    }
  }

  /** Makes probabilities of a tile's logits, and of the logits what the gradient is the sum of. */
  private void lose(double[][] z, int t) {
    int first = t * Tiles.TILE;
    double[] own = exclusive ? softmax(z, first) : sigmoids(z, first);
    double loss = 0;
    for (int i = 0; i < own.length; i++) {
      loss += goal.weights[first + i] * own[i];
    }
    losses[t] = loss;
    for (int k = 0; k < classes; k++) {
      double[] p = z[k];
      float[] rounded = probabilities[t][k];
      for (int i = 0; i < p.length; i++) {
        rounded[i] = (float) p[i];
        double error = p[i] - goal.targets[(first + i) * classes + k];
        p[i] = goal.weights[first + i] * error;
      }
    }
  }

  /** Makes probabilities of logits, and returns the rows' losses. */
  private double[] softmax(double[][] z, int first) {
    int count = z[0].length;
    double[] max = z[0].clone();
    for (double[] one : z) {
      for (int i = 0; i < count; i++) {
        max[i] = Math.max(max[i], one[i]);
      }
    }
    double[] shifted = new double[count];
    double[] sum = new double[count];
    for (int k = 0; k < classes; k++) {
      for (int i = 0; i < count; i++) {
        double less = z[k][i] - max[i];
        shifted[i] += goal.targets[(first + i) * classes + k] * less;
        z[k][i] = StrictMath.exp(less);
        sum[i] += z[k][i];
      }
    }
    for (double[] one : z) {
      for (int i = 0; i < count; i++) {
        one[i] /= sum[i];
      }
    }
    for (int i = 0; i < count; i++) {
      sum[i] = StrictMath.log(sum[i]) - shifted[i];
    }
    return sum;
  }

  private double[] sigmoids(double[][] z, int first) {
    double[] losses = new double[z[0].length];
    for (int k = 0; k < classes; k++) {
      for (int i = 0; i < losses.length; i++) {
        double one = z[k][i];
        double small = StrictMath.exp(-Math.abs(one)); // never overflows
        double target = goal.targets[(first + i) * classes + k];
        losses[i] += Math.max(one, 0) + StrictMath.log1p(small) - target * one;
        z[k][i] = (one < 0 ? small : 1) / (1 + small);
      }
    }
    return losses;
  }

  /**
   * In single precision: the steps' directions need no more, and whether the optimum is reached is
   * told by the gradient, in double precision.
   */
  @Override
  public void curvature(double[] v, double[] out) {
    float[][] rounded = new float[classes][width];
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < width; j++) {
        rounded[k][j] = (float) v[k * width + j];
      }
    }
    double[][] sums = x.multiplyTwice(rounded, this::bend);
    if (exclusive) {
      // 0 but for rounding: the preconditioner would multiply what is left of it by a million, as
      // the ridge on the biases is that weak
      takeMean(sums);
    }
    copy(sums, out);
    addRidge(v, out);
  }

  /** Takes the mean of the rows from each, and returns it. */
  static double[] takeMean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      Axpy.one(1.0 / rows.length, row, mean, 0, mean.length);
    }
    for (double[] row : rows) {
      Axpy.one(-1, mean, row, 0, mean.length);
    }
    return mean;
  }

  /** Multiplies a tile by the Hessian of its rows' losses by the logits. */
  private void bend(float[][] z, int t) {
    float[][] p = probabilities[t];
    float[] mean = new float[x.rows(t)];
    for (int k = 0; exclusive && k < classes; k++) {
      addProduct(p[k], z[k], mean);
    }
    float[] weights = new float[x.rows(t)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) goal.weights[t * Tiles.TILE + i];
    }
    for (int k = 0; k < classes; k++) {
      if (exclusive) {
        bend(weights, p[k], mean, z[k]);
      } else {
        bendAlone(weights, p[k], z[k]);
      }
    }
  }

  private static void addProduct(float[] p, float[] z, float[] mean) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += p[i] * z[i];
    }
  }

  private static void bend(float[] weights, float[] p, float[] mean, float[] z) {
    for (int i = 0; i < z.length; i++) {
      z[i] = weights[i] * p[i] * (z[i] - mean[i]);
    }
  }

  private static void bendAlone(float[] weights, float[] p, float[] z) {
    for (int i = 0; i < z.length; i++) {
      z[i] = weights[i] * p[i] * (1 - p[i]) * z[i];
    }
  }

  @Override
  public void prepare() {
    preconditioner.prepare(probabilities, goal.weights, scale);
  }

  @Override
  public double precondition(double[] r, double[] out) {
    copy(preconditioner.apply(rows(r)), out);
    double sum = 0;
    for (int j = 0; j < r.length; j++) {
      sum += r[j] * out[j];
    }
    return sum;
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
