package org.al4j.core.loop;

import org.al4j.core.log.Iteration;
import org.al4j.core.model.FitProgress;
import org.al4j.core.oracle.Query;

/**
 * Is told what the loop does, on the thread that drives it; what is trained while people label is
 * told on the loop's own thread. All methods do nothing by default.
 */
public interface LoopListener {
  /** A query was chosen and recorded. */
  default void onQuery(Query query) {}

  /** Answers were recorded or refused. */
  default void onAnswers(Round round) {}

  /** A model is being trained. */
  default void onFitProgress(int round, FitProgress progress) {}

  /** A round ended. */
  default void onIteration(Iteration iteration) {}

  /** The loop stopped. */
  default void onStop(String reason) {}
}
