package org.al4j.strategies.stopping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.log.Iteration;

/** What stopping criteria share: scores of past rounds, reasons, ranges of settings. */
final class StoppingChecks {
  private StoppingChecks() {}

  /**
   * The last scores of this name, oldest first, at most {@code count}; the first round with labels
   * has none to compare with.
   */
  static List<Double> recent(List<Iteration> history, String score, int count) {
    List<Double> values = new ArrayList<>();
    int evaluated = 0;
    for (Iteration iteration : history) {
      evaluated += iteration.labelled() > 0 ? 1 : 0;
      Double value = iteration.scores().get(score);
      if (value != null) {
        values.add(value);
      }
    }
    if (values.isEmpty() && evaluated > 1) {
      throw missing(history.get(history.size() - 1), score);
    }
    return values.subList(Math.max(0, values.size() - count), values.size());
  }

  /** The last round's score; NaN, which no criterion fires at, if nothing was labelled by then. */
  static double last(List<Iteration> history, String score) {
    Iteration iteration = history.get(history.size() - 1);
    Double value = iteration.scores().get(score);
    if (value == null && iteration.labelled() > 0) {
      throw missing(iteration, score);
    }
    return value == null ? Double.NaN : value;
  }

  private static InvalidInputException missing(Iteration iteration, String score) {
    return new InvalidInputException(
        "no score '"
            + score
            + "' to stop by; the evaluator gives "
            + (iteration.scores().isEmpty()
                ? "none"
                : String.join(", ", iteration.scores().keySet())));
  }

  static Optional<String> when(boolean fires, String sentence, Object... values) {
    return fires ? Optional.of(String.format(Locale.ROOT, sentence, values)) : Optional.empty();
  }

  static void requirePositive(String what, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(what + " to stop at must be positive, found " + value);
    }
  }
}
