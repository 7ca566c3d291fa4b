package org.al4j.models.internal.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The preconditioner of {@link DenseLogistic}. */
final class Preconditioner {
  private static final int TILE = Tiles.TILE;

  /** Classes that are multiplied together. */
  private static final int BLOCK = 16;

  /**
   * Share of the curvature at the start that is expected on the way to the optimum: as rows come to
   * be told apart it falls, most often to between a half and a twentieth.
   */
  private static final double AHEAD = 0.3;

  /** Below so many solutions for a step, better inverses would cost more than they save. */
  private static final int FEW = 4;

  /** How far, by a factor, curvature may be from what it was taken to be. */
  private static final double FAR = 2;

  /** Classes of like curvature, and the inverse for them. */
  private record Group(int[] classes, double[][] inverse) {}

  /** Classes of a group, and the columns of theirs to compute. */
  private record Task(Group group, Range classes, Range columns) {}

  private final Tiles x;
  private final int width;
  private final int classes;
  private final boolean centred;
  private double[][] products = {}; // of the rows by the weights of their losses
  private List<Task> tasks = List.of();
  private double expected; // curvature, that the inverses are for
  private int solutions; // since the last call of prepare

  Preconditioner(Tiles x, int classes, boolean centred) {
    this.x = x;
    this.width = x.width();
    this.classes = classes;
    this.centred = centred;
  }

  /**
   * Makes the inverses at the given probabilities, unless those that there are will do.
   *
   * @param scale {@code C}
   */
  void prepare(float[][][] probabilities, double[] weights, double scale) {
    boolean first = tasks.isEmpty();
    boolean few = solutions < FEW;
    solutions = 0;
    if (!first && few) {
      return;
    }
    double[] curvatures = curvatures(probabilities, weights);
    double all = Arrays.stream(curvatures).sum();
    if (first) {
      products = x.products(weights);
      expected = AHEAD * all;
    } else if (all > expected / FAR && all < expected * FAR) {
      return;
    } else {
      expected = all;
    }
    double rows = Math.max(Arrays.stream(weights).sum(), Double.MIN_NORMAL);
    Map<Long, List<Integer>> alike = new TreeMap<>();
    for (int k = 0; k < classes; k++) {
      double share = all > 0 ? Math.max(curvatures[k] / all * classes, 1e-6) : 1;
      alike.computeIfAbsent(Math.round(Math.log(share)), any -> new ArrayList<>()).add(k);
    }
    double mean = scale * expected / (rows * classes);
    List<Task> made = new ArrayList<>();
    alike.forEach(
        (power, members) -> {
          int[] places = members.stream().mapToInt(k -> k).toArray();
          addTasks(new Group(places, inverse(mean * Math.exp(power))), made);
        });
    tasks = made;
  }

  /** Also two classes give two threads something to do. */
  private void addTasks(Group group, List<Task> to) {
    int half = (width / 2 + 15) / 16 * 16;
    Range left = new Range(0, Math.min(half, width));
    Range right = new Range(left.to(), width);
    for (int from = 0; from < group.classes.length; from += BLOCK) {
      Range block = new Range(from, Math.min(group.classes.length, from + BLOCK));
      to.add(new Task(group, block, left));
      to.add(new Task(group, block, right));
    }
  }

  /** The classes' curvatures, summed over the rows. */
  private double[] curvatures(float[][][] probabilities, double[] weights) {
    double[] sums = new double[classes];
    for (int t = 0; t < probabilities.length; t++) {
      for (int k = 0; k < classes; k++) {
        float[] own = probabilities[t][k];
        for (int i = 0; i < own.length; i++) {
          double p = own[i];
          sums[k] += weights[t * TILE + i] * p * (1 - p);
        }
      }
    }
    return sums;
  }

  private double[][] inverse(double scale) {
    double[][] a = new double[width][];
    for (int j = 0; j < width; j++) {
      a[j] = products[j].clone();
      for (int i = j; i < width; i++) {
        a[j][i] *= scale;
      }
      a[j][j] += ridge(j);
    }
    return Factor.of(a).inverse();
  }

  private double ridge(int j) {
    return j == width - 1 ? DenseLogistic.BIAS_RIDGE : 1;
  }

  /**
   * The solutions; where classes exclude each other, what they have in common meets the ridge
   * alone.
   *
   * @param r {@code [C, width]}, overwritten
   */
  double[][] apply(double[][] r) {
    solutions++;
    double[] mean = centred ? DenseLogistic.takeMean(r) : new double[width];
    double[][] out = new double[classes][width];
    Parallel.run(tasks.size(), (long) classes * width * width, t -> run(tasks.get(t), r, out));
    if (centred) { // classes with other inverses leave a common part behind
      DenseLogistic.takeMean(out);
      for (int j = 0; j < width; j++) {
        mean[j] /= ridge(j);
      }
      for (double[] row : out) {
        Axpy.one(1, mean, row, 0, width);
      }
    }
    return out;
  }

  private void run(Task task, double[][] r, double[][] out) {
    int from = task.classes.from();
    int count = task.classes.to() - from;
    double[][] factors = new double[count][];
    double[][] y = new double[count][];
    for (int i = 0; i < count; i++) {
      factors[i] = r[task.group.classes[from + i]];
      y[i] = out[task.group.classes[from + i]];
    }
    Axpy.add(factors, task.group.inverse, 0, width, y, task.columns);
  }
}
