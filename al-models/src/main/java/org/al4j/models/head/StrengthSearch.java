package org.al4j.models.head;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.al4j.core.Seeds;
import org.al4j.models.kind.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Chooses {@code C} by cross-validation: the smallest of those whose summed loss of the rows left
 * out is least, over five folds in which the classes are as in the whole. Folds are drawn by the
 * seed. A fold left out is a fold of weight 0.
 */
final class StrengthSearch {
  /** What is tried; the vectors' length is 1 or thereabouts. */
  static final double[] TRIED = {0.1, 0.3, 1, 3, 10, 30, 100};

  private static final int FOLDS = 5;

  private final HeadProblem problem;
  private final BooleanSupplier cancelled;
  private final int[] folds; // of each row

  StrengthSearch(HeadProblem problem, long seed, BooleanSupplier cancelled) {
    this.problem = problem;
    this.cancelled = cancelled;
    this.folds = folds(problem, seed);
  }

  /** Dealt round over the rows, those of one class behind each other, in an order by the seed. */
  private static int[] folds(HeadProblem problem, long seed) {
    int rows = problem.x().rows();
    long[] random = new Seeds(seed).generator("folds", 0).longs(rows).toArray();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparingInt((Integer i) -> largest(problem, i))
            .thenComparingLong(i -> random[i]));
    int[] folds = new int[rows];
    for (int place = 0; place < rows; place++) {
      folds[order.get(place)] = place % FOLDS;
    }
    return folds;
  }

  private static int largest(HeadProblem problem, int row) {
    if (problem.goal().problem() == ProblemType.REGRESSION) {
      return 0;
    }
    int classes = problem.goal().classes();
    int best = 0;
    for (int k = 1; k < classes; k++) {
      double[] targets = problem.goal().targets();
      best = targets[row * classes + k] > targets[row * classes + best] ? k : best;
    }
    return best;
  }

  /** The best; with fewer than two rows there is nothing to leave out, and it is the default. */
  double find() {
    if (problem.x().rows() < 2) {
      return HeadOptions.DEFAULT.c().orElseThrow();
    }
    double[] losses = new double[TRIED.length];
    for (int fold = 0; fold < Math.min(FOLDS, problem.x().rows()); fold++) {
      HeadProblem rest = problem.withWeights(weights(fold, false));
      HeadProblem left = problem.withWeights(weights(fold, true));
      double @Nullable [] solution = null;
      for (int i = 0; i < TRIED.length; i++) {
        solution = rest.solve(TRIED[i], solution, new HeadProblem.Watch(step -> {}, cancelled));
        losses[i] += left.loss(solution);
      }
    }
    int best = 0;
    for (int i = 1; i < TRIED.length; i++) {
      best = losses[i] < losses[best] ? i : best;
    }
    return TRIED[best];
  }

  private double[] weights(int fold, boolean inside) {
    double[] weights = problem.goal().weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (folds[i] == fold) == inside ? weights[i] : 0;
    }
    return weights;
  }
}
