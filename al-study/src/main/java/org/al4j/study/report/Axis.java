package org.al4j.study.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis with round tick values.
 *
 * @param low value at the start
 * @param high value at the end
 * @param step distance of ticks
 */
record Axis(double low, double high, double step) {
  private static final double[] NICE = {1, 2, 2.5, 5, 10};

  /** An axis that covers the range in about {@code ticks} steps and starts and ends on a tick. */
  static Axis covering(double low, double high, int ticks) {
    double span = high > low ? high - low : 1;
    double raw = span / ticks;
    double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = 10 * magnitude;
    for (double nice : NICE) {
      if (nice * magnitude >= raw * (1 - 1e-9)) {
        step = nice * magnitude;
        break;
      }
    }
    double start = Math.floor(low / step + 1e-9) * step;
    double end = Math.ceil((low + span) / step - 1e-9) * step;
    return new Axis(start, end, step);
  }

  /** The tick values, ascending. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step * 1e-6; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** Where {@code value} lies, 0 at the start and 1 at the end; clamped. */
  double fraction(double value) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }
}
