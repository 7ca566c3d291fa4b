package org.al4j.study.advice;

import java.util.List;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What a study is to tell beside its curves. None of it changes what is queried or trained.
 *
 * @param stop stopping criteria by name, see {@link org.al4j.strategies.named.NamedCriterion}; it
 *     is told where each would have stopped, and the run goes on
 * @param stopSet how many texts of the pool the agreement of successive models is measured on; all
 *     where there are fewer. Null for {@value #STOP_SET} if a criterion needs them, else none
 * @param price what a label costs; null if that is not to be told
 */
public record AdviceSettings(List<String> stop, @Nullable Integer stopSet, @Nullable Double price) {
  /** The size of a stop set where nothing is said. */
  public static final int STOP_SET = 1000;

  /** Nothing but what is free. */
  public static final AdviceSettings NONE = new AdviceSettings(List.of(), null, null);

  /** Refuses repeated criteria, a stop set without texts and a price below 0. */
  public AdviceSettings {
    stop = List.copyOf(stop);
    if (stop.stream().distinct().count() < stop.size()) {
      throw InvalidInputException.ofSettings(
          "{stop} must name different criteria, found '%s'", String.join(",", stop));
    }
    if (stopSet != null && stopSet < 1) {
      throw InvalidInputException.ofSettings("{stopSet} must be at least 1, found %s", stopSet);
    }
    if (price != null && !(price >= 0 && price < Double.POSITIVE_INFINITY)) {
      throw InvalidInputException.ofSettings(
          "{price} must be a number of at least 0, found %s", price);
    }
  }
}
