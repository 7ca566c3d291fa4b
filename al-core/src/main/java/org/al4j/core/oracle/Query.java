package org.al4j.core.oracle;

import java.util.List;
import org.al4j.core.query.Selected;

/**
 * What the loop wants labelled in a round.
 *
 * @param round from 0
 * @param items in the order in which they should be asked
 */
public record Query(int round, List<Selected> items) {
  /** Copies the items. */
  public Query {
    items = List.copyOf(items);
  }

  /** The ids, in order. */
  public List<String> ids() {
    return items.stream().map(item -> item.instance().id()).toList();
  }
}
