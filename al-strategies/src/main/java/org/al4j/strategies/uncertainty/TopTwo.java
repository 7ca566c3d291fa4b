package org.al4j.strategies.uncertainty;

/**
 * The two largest probabilities of a row.
 *
 * @param second 0 where there is one class
 */
record TopTwo(double first, double second) {
  static TopTwo of(double[] p) {
    double first = 0;
    double second = 0;
    for (double value : p) {
      if (Double.isNaN(value)) {
        return new TopTwo(value, value); // a NaN utility, which is refused where it is ranked
      }
      if (value > first) {
        second = first;
        first = value;
      } else if (value > second) {
        second = value;
      }
    }
    return new TopTwo(first, second);
  }
}
