package org.al4j.strategies.committee;

import java.util.function.DoubleUnaryOperator;

/**
 * Systematic sampling: marks at equal distances on a line along which things lie one after the
 * other, as long as they are probable. Of each probability in turn it says how many marks meet it,
 * which is unbiased, and nearer to its expectation than independent draws.
 */
final class SystematicSample implements DoubleUnaryOperator {
  private final double step;
  private double next;
  private double end;

  /**
   * Marks at a distance.
   *
   * @param start of the first mark, in steps, [0, 1)
   */
  SystematicSample(double step, double start) {
    this.step = step;
    this.next = start * step;
  }

  @Override
  public double applyAsDouble(double probability) {
    end += probability;
    int marks = 0;
    for (; next < end; next += step) {
      marks++;
    }
    return marks;
  }
}
