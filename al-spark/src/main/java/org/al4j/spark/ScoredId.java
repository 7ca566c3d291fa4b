package org.al4j.spark;

import java.util.Comparator;
import java.util.Objects;

/**
 * A text by its id, with what it was chosen for.
 *
 * @param utility larger is more worth labelling, never NaN
 */
public record ScoredId(String id, double utility) {
  /** The order of a query: the largest utility first, of equals the smaller id. */
  public static final Comparator<ScoredId> BEST_FIRST =
      Comparator.comparingDouble(ScoredId::utility).reversed().thenComparing(ScoredId::id);

  /** Makes the two zeros one, so that they are equals. */
  public ScoredId {
    Objects.requireNonNull(id, "id");
    utility += 0.0;
  }
}
