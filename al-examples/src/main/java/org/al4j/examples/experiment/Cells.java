package org.al4j.examples.experiment;

import java.util.List;
import java.util.Locale;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.PairedComparison;

/** Texts of table cells, and tables in Markdown. */
public final class Cells {
  private Cells() {}

  /** A table; the first column to the left, the others to the right. */
  public static String table(List<String> head, List<List<String>> rows) {
    StringBuilder out = new StringBuilder(row(head));
    out.append("|---").append("|---:".repeat(head.size() - 1)).append("|\n");
    rows.forEach(row -> out.append(row(row)));
    return out.toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Mean and half the 95 % interval, which needs three values. */
  public static String estimate(Estimate estimate) {
    String mean = number("%.3f", estimate.mean());
    return estimate.shownHalfWidth().isEmpty()
        ? mean
        : mean + " ± " + number("%.3f", estimate.shownHalfWidth().getAsDouble());
  }

  /** A paired difference with its interval and count. */
  public static String difference(PairedComparison paired) {
    Estimate difference = paired.difference();
    String mean = number("%+.3f", difference.mean());
    String count = paired.wins() + "/" + paired.ties() + "/" + paired.losses();
    return difference.shownHalfWidth().isEmpty()
        ? mean + " (" + count + ")"
        : mean
            + " ± "
            + number("%.3f", difference.shownHalfWidth().getAsDouble())
            + " ("
            + count
            + ")";
  }

  /** A number; a dash if there is none. */
  public static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
