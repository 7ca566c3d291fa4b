package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.al4j.core.InvalidInputException;

/** What people are offered outside of queries. */
public final class Offering {
  private Offering() {}

  /** The ids that were neither asked nor offered and have no label, in their order. */
  public static List<String> of(RunState<?> state, Collection<String> ids) {
    List<String> fresh = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      int ordinal = state.ordinal(id);
      if (ordinal < 0) {
        throw new InvalidInputException(
            "'" + id + "' cannot be offered: no instance of the pool has that id; add it first");
      }
      if (!state.wasAsked(id) && state.isUnlabelled(ordinal)) {
        fresh.add(id);
      }
    }
    return fresh;
  }
}
