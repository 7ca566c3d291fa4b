package org.al4j.core.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The immutable instances of a task, ordered by id. An instance's place in that order is its
 * <em>ordinal</em>, the number that pools and candidates hold. Because the order is that of the
 * ids, another order of the file gives the same corpus, and ties broken by ordinal go to the
 * smaller id. What is {@linkplain #plus added later} stands behind the others, so that an ordinal
 * means the same instance for ever. Memory beside the instances: one reference each, and four bytes
 * where a corpus has grown (ids are found by binary search).
 */
public final class Corpus implements Iterable<Instance> {
  private final Instance[] instances;
  private final int @Nullable [] byId; // ordinals in the order of ids; null where they are the same

  private Corpus(Instance[] instances, int @Nullable [] byId) {
    this.instances = instances;
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
        throw twice(sorted[i].id());
      }
    }
    return new Corpus(sorted, null);
  }

  private static InvalidInputException twice(String id) {
    return new InvalidInputException("ids must differ: '" + id + "' occurs twice in the corpus");
  }

  /**
   * This corpus and more instances. All ordinals stay; the new instances follow, ordered by id.
   * Cost: O(n + m log m) for m new ones.
   *
   * @throws InvalidInputException if two instances have one id
   */
  public Corpus plus(Collection<Instance> more) {
    if (more.isEmpty()) {
      return this;
    }
    Corpus added = of(more);
    Instance[] all = Arrays.copyOf(instances, size() + added.size());
    System.arraycopy(added.instances, 0, all, size(), added.size());
    int[] merged = new int[all.length];
    int old = 0;
    int fresh = 0;
    for (int i = 0; i < merged.length; i++) {
      int order =
          old == size()
              ? 1
              : fresh == added.size() ? -1 : byId(old).id().compareTo(added.get(fresh).id());
      if (order == 0) {
        throw twice(added.get(fresh).id());
      }
      merged[i] = order < 0 ? (byId == null ? old : byId[old]) : size() + fresh;
      old += order < 0 ? 1 : 0;
      fresh += order < 0 ? 0 : 1;
    }
    return new Corpus(all, merged);
  }

  private Instance byId(int place) {
    return instances[byId == null ? place : byId[place]];
  }

  /** How many instances there are. */
  public int size() {
    return instances.length;
  }

  /** The instance at an ordinal, 0 to size - 1. */
  public Instance get(int ordinal) {
    return instances[ordinal];
  }

  /**
   * The ordinal of an id, or -1 if the corpus has no such instance. Cost: O(log n) string
   * comparisons.
   */
  public int ordinal(String id) {
    int low = 0;
    int high = instances.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = byId(middle).id().compareTo(id);
      if (order == 0) {
        return byId == null ? middle : byId[middle];
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
        return next < instances.length;
      }

      @Override
      public Instance next() {
        if (next >= instances.length) {
          throw new NoSuchElementException();
        }
        return instances[next++];
      }
    };
  }
}
