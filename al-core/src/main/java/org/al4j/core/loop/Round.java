package org.al4j.core.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the answers handed to {@link ActiveLearning#accept}.
 *
 * @param round the round that was open
 * @param accepted ids whose answer is recorded now, durably
 * @param refused ids whose answer was refused, with the reason; an id can be answered again. An
 *     answer that is null has no id: it is named by its place, {@code answer 2}
 * @param outstanding ids of the open query that have no answer yet, in the order of the query
 * @param closed whether the query is answered completely
 */
public record Round(
    int round,
    List<String> accepted,
    Map<String, String> refused,
    List<String> outstanding,
    boolean closed) {
  /** Copies the collections. */
  public Round {
    accepted = List.copyOf(accepted);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    outstanding = List.copyOf(outstanding);
  }
}
