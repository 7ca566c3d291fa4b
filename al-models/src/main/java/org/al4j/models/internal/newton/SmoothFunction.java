package org.al4j.models.internal.newton;

/** A strictly convex, twice differentiable function of a vector. */
public interface SmoothFunction {
  /** Length of the vector. */
  int size();

  /**
   * The value at {@code x}; writes the gradient there and makes {@code x} the point of {@link
   * #curvature} and {@link #prepare}.
   */
  double evaluate(double[] x, double[] gradient);

  /** Writes the Hessian at the last point evaluated, times {@code v}. */
  void curvature(double[] v, double[] out);

  /** Gets {@link #precondition} ready for systems with the Hessian at the last point evaluated. */
  void prepare();

  /**
   * Writes {@code M^-1 r} for a positive definite {@code M} that is like the Hessian and cheap to
   * solve with, for example its diagonal.
   *
   * @return {@code r' M^-1 r}
   */
  double precondition(double[] r, double[] out);
}
