package org.al4j.models.internal.newton;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.model.FitProgress;

/**
 * Minimises a strictly convex function by Newton steps whose linear systems are solved inexactly by
 * preconditioned conjugate gradients, with a backtracking line search.
 *
 * <p>Chosen over L-BFGS because near the optimum it converges quadratically, so that the optimum is
 * reached to about 1e-8 at little cost and results do not depend on where an iteration was cut.
 * Plain Java on one thread: the same bits on every run.
 *
 * <p>Source: Nocedal & Wright, Numerical Optimization, 2nd edition, algorithm 7.1.
 */
public final class NewtonSolver {
  private static final int MAXIMUM_STEPS = 100;
  private static final int MAXIMUM_CONJUGATE_STEPS = 250;
  private static final int MAXIMUM_HALVINGS = 40;

  /** Share of the predicted decrease that a step must reach (Armijo). */
  private static final double SUFFICIENT = 1e-4;

  private static final double TOLERANCE = 1e-8;

  private final SmoothFunction function;
  private final double tolerance;
  private final double least; // of the tolerance, to which a step's equations are solved
  private final double[] gradient;
  private final double[] direction;
  private final double[] residual;
  private final double[] search;
  private final double[] product;
  private final double[] preconditioned;

  /** A solver that reaches the optimum to about 1e-8, and often further. */
  public NewtonSolver(SmoothFunction function) {
    this(function, TOLERANCE, 0);
  }

  /**
   * A solver that goes as far as it has to.
   *
   * @param tolerance the gradient's norm at which to stop, relative to its norm at the start
   */
  public NewtonSolver(SmoothFunction function, double tolerance) {
    this(function, tolerance, 0.5);
  }

  /** A solver, with memory for five vectors. */
  private NewtonSolver(SmoothFunction function, double tolerance, double least) {
    this.function = function;
    this.least = least;
    this.tolerance = tolerance;
    int size = function.size();
    this.gradient = new double[size];
    this.direction = new double[size];
    this.residual = new double[size];
    this.search = new double[size];
    this.product = new double[size];
    this.preconditioned = new double[size];
  }

  /**
   * Minimises from {@code x}, which it overwrites with the result; stops early, with a usable
   * result, if cancelled.
   */
  public void minimise(double[] x, Consumer<FitProgress> progress, BooleanSupplier cancelled) {
    double value = function.evaluate(x, gradient);
    double first = norm(gradient);
    double target = tolerance * Math.max(1, first);
    boolean done = first <= target;
    if (done) {
      progress.accept(new FitProgress(1, 1, value));
    }
    for (int step = 1; !done && !cancelled.getAsBoolean(); step++) {
      double norm = norm(gradient);
      solve(Math.max(norm * Math.min(0.1, Math.sqrt(norm / first)), least * target));
      double next = lineSearch(x, value);
      boolean stuck = Double.isNaN(next); // at the resolution of double precision
      value = stuck ? value : next;
      done = stuck || norm(gradient) <= target || step == MAXIMUM_STEPS;
      progress.accept(new FitProgress(step, done ? step : MAXIMUM_STEPS, value));
    }
  }

  /** Sets {@code direction} to an approximate solution of {@code H d = -g}. */
  private void solve(double tolerance) {
    function.prepare();
    for (int j = 0; j < gradient.length; j++) {
      direction[j] = 0;
      residual[j] = -gradient[j];
    }
    function.precondition(residual, search);
    double rho = dot(residual, search);
    for (int i = 0; i < MAXIMUM_CONJUGATE_STEPS && norm(residual) > tolerance; i++) {
      function.curvature(search, product);
      double alpha = rho / dot(search, product);
      for (int j = 0; j < direction.length; j++) {
        direction[j] += alpha * search[j];
        residual[j] -= alpha * product[j];
      }
      double next = function.precondition(residual, preconditioned);
      double beta = next / rho;
      rho = next;
      for (int j = 0; j < search.length; j++) {
        search[j] = preconditioned[j] + beta * search[j];
      }
    }
  }

  /**
   * Moves {@code x} along {@code direction} and returns the value there, or NaN if no step
   * decreases it.
   */
  private double lineSearch(double[] x, double value) {
    double slope = dot(gradient, direction);
    double before = norm(gradient);
    double[] start = x.clone();
    double step = 1;
    for (int i = 0; i < MAXIMUM_HALVINGS; i++) {
      for (int j = 0; j < x.length; j++) {
        x[j] = start[j] + step * direction[j];
      }
      double next = function.evaluate(x, gradient);
      // close to the optimum the decrease drowns in rounding, but the gradient still shows it
      boolean flat = Math.abs(next - value) <= 1e-12 * Math.abs(value) && norm(gradient) < before;
      if (next <= value + SUFFICIENT * step * slope || flat) {
        return next;
      }
      step /= 2;
    }
    System.arraycopy(start, 0, x, 0, x.length);
    return Double.NaN;
  }

  /** One sum, in this order: recorded runs go on to the bit. */
  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
