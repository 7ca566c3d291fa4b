package org.al4j.models.internal;

import java.util.List;
import java.util.random.RandomGenerator;

/** Puts a list into an order drawn by a seed. */
public final class Shuffle {
  private Shuffle() {}

  /** Every order is equally probable. Source: Fisher and Yates, in Durstenfeld's form. */
  public static <T> void of(List<T> list, RandomGenerator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T swapped = list.get(i);
      list.set(i, list.get(j));
      list.set(j, swapped);
    }
  }
}
