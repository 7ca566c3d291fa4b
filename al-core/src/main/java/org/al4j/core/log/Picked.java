package org.al4j.core.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.al4j.core.data.Annotation;

/**
 * An instance that was selected, with what the model that selected it made of it.
 *
 * @param round of the query
 * @param id of the instance
 * @param utility what it was selected for, larger first; NaN where the strategy has none
 * @param predicted as {@link Belief#predicted}; empty where no model selected, or one without
 *     probabilities, or if the log is older than this
 * @param confidence as {@link Belief#confidence}; empty as {@code predicted}
 * @param loss as {@link Belief#loss} of the label that the round's model was trained on; empty as
 *     {@code predicted}, and where there was no label by then
 */
public record Picked(
    int round,
    String id,
    double utility,
    Optional<Annotation> predicted,
    OptionalDouble confidence,
    OptionalDouble loss) {

  /** What was selected, query by query, as a run's events say; each in its query's order. */
  public static List<List<Picked>> of(List<RunEvent> events) {
    Map<Integer, Map<String, Double>> losses = new HashMap<>();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.Trained trained) {
        losses.put(trained.iteration().round(), trained.iteration().losses());
      }
    }
    List<List<Picked>> all = new ArrayList<>();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.Asked asked) {
        Map<String, Double> known = losses.getOrDefault(asked.round(), Map.of());
        all.add(asked.items().stream().map(item -> of(asked.round(), item, known)).toList());
      }
    }
    return List.copyOf(all);
  }

  private static Picked of(int round, RunEvent.AskedItem item, Map<String, Double> losses) {
    Double loss = losses.get(item.id());
    return new Picked(
        round,
        item.id(),
        item.utility(),
        item.belief().map(Belief::predicted),
        item.belief()
            .map(belief -> OptionalDouble.of(belief.confidence()))
            .orElse(OptionalDouble.empty()),
        loss == null ? OptionalDouble.empty() : OptionalDouble.of(loss));
  }
}
