package org.al4j.study;

import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.loop.Training;

/**
 * The loop's own choices.
 *
 * @param start {@code scratch}, {@code warm-new} or {@code warm-all}
 * @param rateDecay what a warm training's rate is multiplied with from round to round
 * @param trainWhileLabelling whether the next query is prepared while one is answered
 */
public record LoopChoices(String start, double rateDecay, boolean trainWhileLabelling) {
  /** From scratch, and one after the other. */
  public static final LoopChoices DEFAULT = new LoopChoices("scratch", 1, false);

  /** Refuses an unknown start and a decay that it cannot have. */
  public LoopChoices {
    training(Objects.requireNonNull(start, "start"), rateDecay);
  }

  Training training() {
    return training(start, rateDecay);
  }

  private static Training training(String start, double rateDecay) {
    Training training =
        switch (start) {
          case "scratch" -> Training.fromScratch();
          case "warm-new" -> Training.warmOnNew();
          case "warm-all" -> Training.warmOnAll();
          default ->
              throw InvalidInputException.ofSettings(
                  "{start} must be scratch, warm-new or warm-all, found '%s'", start);
        };
    try {
      return training.withRateDecay(rateDecay);
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.ofSettings("{rateDecay}: %s", e.getMessage());
    }
  }

  /** One line for reports. */
  String describe() {
    return training().describe() + (trainWhileLabelling ? ", while people label" : "");
  }
}
