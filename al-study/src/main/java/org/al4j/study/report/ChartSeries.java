package org.al4j.study.report;

import java.util.List;

/**
 * A line with a band around it.
 *
 * @param name as the legend shows it
 * @param points ordered by x
 */
record ChartSeries(String name, List<Point> points) {
  /** Copies the points. */
  ChartSeries {
    points = List.copyOf(points);
  }

  /** The line's {@code y} at {@code x}, and the band from {@code low} to {@code high}. */
  record Point(double x, double y, double low, double high) {}
}
