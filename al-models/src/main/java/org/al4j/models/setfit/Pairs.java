package org.al4j.models.setfit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.al4j.models.internal.Shuffle;

/**
 * All pairs of texts, numbered but not listed: those of one class, class by class, then those of
 * two, by pairs of classes. Drawing costs what is drawn, however many there are.
 */
final class Pairs {
  private final List<int[]> members;
  private final long same;
  private final long different;

  /**
   * The pairs of labelled texts.
   *
   * @param classes the class of each text
   */
  Pairs(int[] classes) {
    SortedMap<Integer, List<Integer>> byClass = new TreeMap<>();
    for (int i = 0; i < classes.length; i++) {
      byClass.computeIfAbsent(classes[i], key -> new ArrayList<>()).add(i);
    }
    members =
        byClass.values().stream()
            .map(places -> places.stream().mapToInt(i -> i).toArray())
            .toList();
    same = members.stream().mapToLong(places -> among(places.length)).sum();
    different = among(classes.length) - same;
  }

  private static long among(long n) {
    return n * (n - 1) / 2;
  }

  /** How many pairs are of one class. */
  long same() {
    return same;
  }

  /** How many pairs are of two classes. */
  long different() {
    return different;
  }

  /** How many pairs an epoch has. */
  int count(PairSampling sampling, int most) {
    long all = sampling == PairSampling.UNIQUE ? same + different : 2 * Math.max(same, different);
    return (int) Math.min(most, all);
  }

  /**
   * The pairs of an epoch, in a drawn order.
   *
   * @param count as {@link #count} says; odd numbers have one more of two classes
   */
  List<Pair> draw(PairSampling sampling, int count, RandomGenerator random) {
    List<Pair> drawn = new ArrayList<>();
    if (sampling == PairSampling.UNIQUE) {
      numbers(same + different, count, random)
          .forEach(k -> drawn.add(k < same ? ofOne(k) : ofTwo(k - same)));
    } else {
      numbers(same, count / 2, random).forEach(k -> drawn.add(ofOne(k)));
      numbers(different, count - count / 2, random).forEach(k -> drawn.add(ofTwo(k)));
    }
    Shuffle.of(drawn, random);
    return drawn;
  }

  /** Numbers below {@code all}, none a time more often than another; {@code all} is positive. */
  private static List<Long> numbers(long all, int count, RandomGenerator random) {
    List<Long> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      Map<Long, Long> moved = new HashMap<>(); // of a shuffle whose array is not there
      int round = (int) Math.min(all, count - drawn.size());
      for (long i = 0; i < round; i++) {
        long j = i + random.nextLong(all - i);
        drawn.add(moved.getOrDefault(j, j));
        moved.put(j, moved.getOrDefault(i, i));
      }
    }
    return drawn;
  }

  private Pair ofOne(long number) {
    long left = number;
    for (int[] places : members) {
      long here = among(places.length);
      if (left < here) {
        int second =
            (int) ((1 + Math.sqrt(1 + 8.0 * left)) / 2); // pairs before it: second choose 2
        while (among(second) > left) {
          second--;
        }
        while (among(second + 1L) <= left) {
          second++;
        }
        return new Pair(places[(int) (left - among(second))], places[second], true);
      }
      left -= here;
    }
    throw new IllegalArgumentException("no pair " + number + " among " + same);
  }

  private Pair ofTwo(long number) {
    long left = number;
    for (int a = 0; a < members.size(); a++) {
      for (int b = a + 1; b < members.size(); b++) {
        long here = (long) members.get(a).length * members.get(b).length;
        if (left < here) {
          int[] second = members.get(b);
          return new Pair(
              members.get(a)[(int) (left / second.length)],
              second[(int) (left % second.length)],
              false);
        }
        left -= here;
      }
    }
    throw new IllegalArgumentException("no pair " + number + " among " + different);
  }
}
