package org.al4j.models.scoring;

/** In which numbers states are multiplied by weights. */
public enum ProductPrecision {
  /** Floats of 32 bits. */
  FLOAT(0),
  /**
   * Integers of 8 bits. On processors without VNNI two products may leave the 16 bits in which they
   * are added there, and the result is wrong without a word.
   */
  INT8(127),
  /** Weights in 7 bits: the sum of two products stays within 16. */
  INT7(63);

  private final int steps;

  ProductPrecision(int steps) {
    this.steps = steps;
  }

  /** The integer that the largest weight of a column becomes; 0 for floats. */
  public int steps() {
    return steps;
  }
}
