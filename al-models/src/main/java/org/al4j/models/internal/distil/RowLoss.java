package org.al4j.models.internal.distil;

/** A loss between a vector of a teacher and one of a student. */
interface RowLoss {
  /**
   * Computes the loss, and adds its gradient with respect to the student's vector.
   *
   * @param scale what the gradient is multiplied by before it is added
   * @return the loss, not multiplied
   */
  double apply(float[] teacher, float[] student, double scale, float[] gradient);
}
