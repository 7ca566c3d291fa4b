package org.al4j.models.internal.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The preconditioner of {@link DenseLogistic}. */
final class Preconditioner {
  private static final int TILE = Tiles.TILE;

  /** Classes that are multiplied together. */
  private static final int BLOCK = 16;

  /** Later steps need few, and the curvature changes little by then. */
  private static final int MOST_TIMES = 2;

  /** Classes of like curvature, and the inverse for them. */
  private record Group(int[] classes, float[][] inverse) {}

  /** Classes of a group, and the columns of theirs to compute. */
  private record Task(Group group, Range classes, Range columns) {}

  private final Tiles x;
  private final int width;
  private final int classes;
  private final boolean centred;
  private List<Task> tasks = List.of();
  private int times;

  Preconditioner(Tiles x, int classes, boolean centred) {
    this.x = x;
    this.width = x.width();
    this.classes = classes;
    this.centred = centred;
  }

  /** Makes the inverses at the given probabilities, the first times that it is called. */
  void prepare(float[][][] probabilities, double[] weights, double scale) {
    if (times == MOST_TIMES) {
      return;
    }
    times++;
    double[] rows = new double[x.rows()];
    double[] shares = new double[classes];
    double all = curvatures(probabilities, weights, rows, shares);
    double[][] products = x.products(rows);
    Map<Long, List<Integer>> alike = new TreeMap<>();
    for (int k = 0; k < classes; k++) {
      double share = all > 0 ? Math.max(shares[k] / all, 1e-6) : 1;
      alike.computeIfAbsent(Math.round(Math.log(share)), any -> new ArrayList<>()).add(k);
    }
    List<Task> made = new ArrayList<>();
    alike.forEach(
        (power, members) ->
            addTasks(
                new Group(
                    members.stream().mapToInt(k -> k).toArray(),
                    inverse(products, scale * Math.exp(power))),
                made));
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

  /** Fills in the curvatures of the rows and of the classes, and returns their sum. */
  private double curvatures(
      float[][][] probabilities, double[] weights, double[] rows, double[] shares) {
    double all = 0;
    for (int t = 0; t < probabilities.length; t++) {
      for (int k = 0; k < classes; k++) {
        for (int i = 0; i < x.rows(t); i++) {
          double p = probabilities[t][k][i];
          double one = weights[t * TILE + i] * p * (1 - p);
          rows[t * TILE + i] += one;
          shares[k] += one;
          all += one;
        }
      }
    }
    return all;
  }

  private float[][] inverse(double[][] products, double scale) {
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
   * The solutions; where classes exclude each other, what they have in common meets the ridge alone.
   *
   * @param r {@code [C, width]}, overwritten
   */
  double[][] apply(double[][] r) {
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
    float[][] factors = new float[count][width];
    for (int i = 0; i < count; i++) {
      double[] row = r[task.group.classes[from + i]];
      for (int j = 0; j < width; j++) {
        factors[i][j] = (float) row[j];
      }
    }
    float[][] y = new float[count][width];
    FloatAxpy.add(factors, task.group.inverse, 0, width, y, task.columns);
    for (int i = 0; i < count; i++) {
      double[] row = out[task.group.classes[from + i]];
      for (int j = task.columns.from(); j < task.columns.to(); j++) {
        row[j] = y[i][j];
      }
    }
  }
}
