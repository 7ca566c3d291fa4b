package org.al4j.models.tfidf;

/** A strictly convex, twice differentiable function of a vector. */
interface SmoothFunction {
  /** Length of the vector. */
  int size();

  /**
   * The value at {@code x}; writes the gradient there and makes {@code x} the point of {@link
   * #curvature} and {@link #diagonal}.
   */
  double evaluate(double[] x, double[] gradient);

  /** Writes the Hessian at the last point evaluated, times {@code v}. */
  void curvature(double[] v, double[] out);

  /** Writes the Hessian's diagonal at the last point evaluated; positive. */
  void diagonal(double[] out);
}
