package org.al4j.core.query;

import java.util.List;

/**
 * What a strategy chose, in the order in which it should be labelled.
 *
 * @param items without duplicates, within the budget
 */
public record Selection(List<Selected> items) {
  /** Copies the items. */
  public Selection {
    items = List.copyOf(items);
  }

  /** The chosen ids, in order. */
  public List<String> ids() {
    return items.stream().map(item -> item.instance().id()).toList();
  }
}
