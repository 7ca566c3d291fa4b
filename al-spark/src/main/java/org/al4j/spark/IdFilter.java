package org.al4j.spark;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * Which texts of the data set are looked at; broadcast, so the smaller of the two ways to say it is
 * taken. No record: a cluster may have Kryo for its serializer, which cannot read one.
 */
final class IdFilter implements Serializable {
  private final HashSet<String> ids;
  private final boolean keep;

  private IdFilter(Set<String> ids, boolean keep) {
    this.ids = new HashSet<>(ids);
    this.keep = keep;
  }

  static IdFilter only(Set<String> ids) {
    return new IdFilter(ids, true);
  }

  static IdFilter without(Set<String> ids) {
    return new IdFilter(ids, false);
  }

  boolean passes(String id) {
    return ids.contains(id) == keep;
  }
}
