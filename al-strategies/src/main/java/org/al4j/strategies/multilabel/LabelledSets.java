package org.al4j.strategies.multilabel;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.query.QueryContext;

/** The label sets of what is labelled. */
final class LabelledSets {
  private LabelledSets() {}

  /** The sets of the pool, of which there must be some, ordered by the ids of their instances. */
  static List<LabelSet> of(QueryContext context, String strategy) {
    List<LabelSet> sets = new ArrayList<>();
    for (Labelled<?> item : context.pool().labelled()) {
      if (!(item.annotation() instanceof LabelSet set)) {
        throw new InvalidInputException(
            strategy
                + " is for label sets; instance '"
                + item.instance().id()
                + "' is labelled with a "
                + item.annotation().getClass().getSimpleName());
      }
      sets.add(set);
    }
    if (sets.isEmpty()) {
      throw new InvalidInputException(
          strategy
              + " compares with labelled instances, the pool has none; choose the first query with"
              + " random");
    }
    return List.copyOf(sets);
  }

  /** How many labels an instance of the pool has on average. */
  static double meanCardinality(QueryContext context, String strategy) {
    return of(context, strategy).stream()
        .mapToInt(set -> set.names().size())
        .average()
        .orElseThrow();
  }
}
