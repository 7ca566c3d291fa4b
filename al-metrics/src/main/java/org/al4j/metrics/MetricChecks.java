package org.al4j.metrics;

/** Refusals shared by the metrics. */
final class MetricChecks {
  private MetricChecks() {}

  static void sameLength(String first, int n, String second, int m) {
    if (n != m) {
      throw new IllegalArgumentException(
          first + " and " + second + " must be as many: " + n + " against " + m);
    }
    if (n == 0) {
      throw new IllegalArgumentException("a metric needs at least one example, found none");
    }
  }

  static int classIndex(int index, int classes) {
    if (index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "a class index must be in 0.." + (classes - 1) + ", found " + index);
    }
    return index;
  }
}
