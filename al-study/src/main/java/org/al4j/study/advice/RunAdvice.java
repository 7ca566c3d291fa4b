package org.al4j.study.advice;

import java.util.List;

/**
 * What a run tells beside its rounds.
 *
 * @param stopSet texts of its stop set; 0 if it had none
 * @param stops where each criterion would have stopped it, in the order of the settings
 * @param labels which of its labels are suspected
 */
public record RunAdvice(int stopSet, List<StopPoint> stops, SuspectedLabels labels) {
  /** Nothing to tell. */
  public static final RunAdvice NONE = new RunAdvice(0, List.of(), SuspectedLabels.NONE);

  /** Copies the list. */
  public RunAdvice {
    stops = List.copyOf(stops);
  }
}
