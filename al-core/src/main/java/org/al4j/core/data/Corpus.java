package org.al4j.core.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.al4j.core.InvalidInputException;

/**
 * The immutable instances of a task, ordered by id. An instance's place in that order is its
 * <em>ordinal</em>, the number that pools and candidates hold. Because the order is that of the
 * ids, another order of the file gives the same corpus, and ties broken by ordinal go to the
 * smaller id. Memory beside the instances: one reference each (ids are found by binary search).
 */
public final class Corpus implements Iterable<Instance> {
  private final Instance[] byId;

  private Corpus(Instance[] byId) {
    this.byId = byId;
  }

  /**
   * The corpus of the given instances.
   *
   * @throws InvalidInputException if two instances have one id
   */
  public static Corpus of(Collection<Instance> instances) {
    Instance[] sorted = instances.toArray(Instance[]::new);
    Arrays.parallelSort(sorted, Comparator.comparing(Instance::id));
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i].id().equals(sorted[i - 1].id())) {
        throw new InvalidInputException(
            "ids must differ: '" + sorted[i].id() + "' occurs twice in the corpus");
      }
    }
    return new Corpus(sorted);
  }

  /** How many instances there are. */
  public int size() {
    return byId.length;
  }

  /** The instance at an ordinal, 0 to size - 1. */
  public Instance get(int ordinal) {
    return byId[ordinal];
  }

  /**
   * The ordinal of an id, or -1 if the corpus has no such instance. Cost: O(log n) string
   * comparisons.
   */
  public int ordinal(String id) {
    int low = 0;
    int high = byId.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = byId[middle].id().compareTo(id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  @Override
  public Iterator<Instance> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < byId.length;
      }

      @Override
      public Instance next() {
        if (next >= byId.length) {
          throw new NoSuchElementException();
        }
        return byId[next++];
      }
    };
  }
}
