package org.al4j.server.insight;

/**
 * Wilson's 95 % interval of a share.
 *
 * <p><b>Formula.</b> {@code (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4 n^2)) / (1 + z^2 / n)},
 * z = 1.96.
 *
 * @param low its lower end, in [0, 1]
 * @param high its upper end, in [0, 1]
 */
record Interval(double low, double high) {
  private static final double Z = 1.959963984540054;

  /**
   * The interval.
   *
   * @param share observed, in [0, 1]
   * @param count of how many it is the share, at least 1
   */
  static Interval of(double share, int count) {
    double part = Z * Z / count;
    double root = Z * Math.sqrt(share * (1 - share) / count + part / (4 * count));
    double middle = share + part / 2;
    return new Interval(
        Math.max(0, (middle - root) / (1 + part)), Math.min(1, (middle + root) / (1 + part)));
  }
}
