package org.al4j.models.head;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.model.FitProgress;
import org.al4j.models.internal.linear.DenseLogistic;
import org.al4j.models.internal.linear.DenseRidge;
import org.al4j.models.internal.linear.Tiles;
import org.al4j.models.internal.newton.NewtonSolver;
import org.al4j.models.kind.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What a head is to learn: rows, and what they should give.
 *
 * @param goal targets, weights and kind
 */
record HeadProblem(Tiles x, DenseLogistic.Goal goal) {
  /**
   * Of the gradient's norm, relative to that at the start. The objective is then within a share of
   * about 1e-11 of the optimum's.
   */
  private static final double TOLERANCE = 2e-7;

  /** Told of the steps, and asked whether to go on. */
  record Watch(Consumer<FitProgress> progress, BooleanSupplier cancelled) {}

  /** The same with other weights of the rows. */
  HeadProblem withWeights(double[] weights) {
    return new HeadProblem(x, goal.withWeights(weights));
  }

  private boolean isRegression() {
    return goal.problem() == ProblemType.REGRESSION;
  }

  /**
   * The optimum, {@code [C, d + 1]}, the bias last.
   *
   * @param start from where; null for the start that knows nothing
   */
  double[] solve(double c, double @Nullable [] start, Watch watch) {
    if (isRegression()) {
      double[] solution = DenseRidge.solve(x, goal.targets(), goal.weights(), c);
      watch.progress.accept(new FitProgress(1, 1, loss(solution) / x.rows()));
      return solution;
    }
    DenseLogistic objective = new DenseLogistic(x, goal, c);
    double[] solution = start == null ? objective.start() : start.clone();
    new NewtonSolver(objective, TOLERANCE).minimise(solution, mean(watch, c), watch.cancelled);
    return solution;
  }

  /**
   * The objective is {@code C} times a sum over the texts and what the weights cost: by itself it
   * grows with every label.
   */
  private Consumer<FitProgress> mean(Watch watch, double c) {
    return sum ->
        watch.progress.accept(
            new FitProgress(sum.step(), sum.steps(), sum.loss() / (c * x.rows())));
  }

  /** The rows' weighted loss, without ridge. */
  double loss(double[] solution) {
    return isRegression()
        ? DenseRidge.squares(x, goal.targets(), goal.weights(), solution)
        : new DenseLogistic(x, goal, 1).loss(solution);
  }
}
