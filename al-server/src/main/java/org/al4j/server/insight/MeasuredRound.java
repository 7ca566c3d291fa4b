package org.al4j.server.insight;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.log.Iteration;

/**
 * What was measured of a round's model.
 *
 * @param round from 0
 * @param labelled labels that the model learnt from
 * @param checked texts that the main score is of; 0 where there is none
 * @param scores by name, those of the stop set among them; numbers that are not finite are left out
 */
record MeasuredRound(int round, int labelled, int checked, Map<String, Double> scores) {
  MeasuredRound {
    Map<String, Double> finite = new TreeMap<>(scores);
    finite.values().removeIf(value -> value == null || !Double.isFinite(value));
    scores = Map.copyOf(finite);
  }

  /** As stopping criteria want it. */
  Iteration iteration() {
    return new Iteration(round, labelled, 0, 0, scores, 0, 0, 0);
  }

  static List<Iteration> history(List<MeasuredRound> rounds) {
    return rounds.stream().map(MeasuredRound::iteration).toList();
  }
}
