package org.al4j.strategies.stopping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.log.Iteration;

/** What stopping criteria share: scores of past rounds, reasons, ranges of settings. */
final class Checks {
  private Checks() {}

  /**
   * The last scores of this name, oldest first, at most {@code count}; a first round has none to
   * compare with.
   */
  static List<Double> recent(List<Iteration> history, String score, int count) {
    List<Double> values = new ArrayList<>();
    for (Iteration iteration : history) {
      Double value = iteration.scores().get(score);
      if (value != null) {
        values.add(value);
      }
    }
    if (values.isEmpty() && history.size() > 1) {
      last(history, score);
    }
    return values.subList(Math.max(0, values.size() - count), values.size());
  }

  static double last(List<Iteration> history, String score) {
    Iteration iteration = history.get(history.size() - 1);
    Double value = iteration.scores().get(score);
    if (value == null) {
      throw new InvalidInputException(
          "no score '"
              + score
              + "' to stop by; the evaluator gives "
              + (iteration.scores().isEmpty()
                  ? "none"
                  : String.join(", ", iteration.scores().keySet())));
    }
    return value;
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
