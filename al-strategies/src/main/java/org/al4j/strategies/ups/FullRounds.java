package org.al4j.strategies.ups;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which queries score the whole pool. Queries are counted from 0, the first that a model chooses:
 * query {@code q} is made in round {@code q + 1} of the loop, whose round 0 needs no model.
 *
 * @param listed the queries, unless there is a period
 * @param period every so many queries, beginning with query 0; 0 for the list
 */
public record FullRounds(SortedSet<Integer> listed, int period) {
  /** Copies the list; refuses negative numbers. */
  public FullRounds {
    if (period < 0 || listed.stream().anyMatch(query -> query < 0)) {
      throw new IllegalArgumentException(
          "rounds that score everything must not be negative, found " + listed + " / " + period);
    }
    listed = Collections.unmodifiableSortedSet(new TreeSet<>(listed));
  }

  /** The given queries. */
  public static FullRounds listed(Integer... queries) {
    return new FullRounds(new TreeSet<>(List.of(queries)), 0);
  }

  /** Queries 0, {@code period}, twice {@code period}, ... */
  public static FullRounds every(int period) {
    if (period < 1) {
      throw new IllegalArgumentException("a period must be at least 1, found " + period);
    }
    return new FullRounds(new TreeSet<>(), period);
  }

  /** Queries 0, 1, 4 and 8: the authors' runs of 15 queries. */
  public static FullRounds paper() {
    return listed(0, 1, 4, 8);
  }

  /** Whether query {@code query} scores everything. */
  public boolean contains(int query) {
    return period > 0 ? query % period == 0 : listed.contains(query);
  }

  @Override
  public String toString() {
    return period > 0 ? "every " + period : listed.toString();
  }
}
