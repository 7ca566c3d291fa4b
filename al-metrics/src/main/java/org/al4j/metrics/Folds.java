package org.al4j.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;

/** Parts of labelled examples, each with about the same share of every class. */
final class Folds {
  private Folds() {}

  /**
   * Deals the examples of one class after the other, shuffled, round the folds: numbers of a class,
   * and sizes, differ by 1 at most where no two texts are equal. Equal texts, of whatever class, go
   * into one fold: a model that was trained on a text proves nothing on it. Depends on the seed,
   * not on the order of the examples.
   *
   * @return {@code count} folds; none where that would leave a fold empty, or a fold's rest with
   *     fewer than two classes
   */
  static List<List<Labelled<ClassLabel>>> of(
      List<Labelled<ClassLabel>> labelled, int count, long seed) {
    SortedMap<String, List<Labelled<ClassLabel>>> byClass = new TreeMap<>();
    labelled.stream()
        .sorted(Comparator.comparing(item -> item.instance().id()))
        .forEach(
            item ->
                byClass
                    .computeIfAbsent(item.annotation().name(), name -> new ArrayList<>())
                    .add(item));
    // two of a class lie in different folds, so that one is left whichever fold is held out
    long lasting = byClass.values().stream().filter(items -> items.size() > 1).count();
    if (labelled.size() < count || lasting < 2) {
      return List.of();
    }
    List<List<Labelled<ClassLabel>>> folds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      folds.add(new ArrayList<>());
    }
    Random random = new Random(new Seeds(seed).seed("folds", 0));
    Map<String, Integer> places = new HashMap<>();
    int next = 0;
    for (List<Labelled<ClassLabel>> items : byClass.values()) {
      Collections.shuffle(items, random);
      for (Labelled<ClassLabel> item : items) {
        Integer place = places.putIfAbsent(item.instance().textKey(), next % count);
        folds.get(place == null ? next++ % count : place).add(item);
      }
    }
    return teaches(folds) ? folds : List.of();
  }

  /** Equal texts may have left a fold empty, or the rest of one without a second class. */
  private static boolean teaches(List<List<Labelled<ClassLabel>>> folds) {
    return folds.stream()
        .allMatch(
            fold ->
                !fold.isEmpty()
                    && folds.stream()
                            .filter(other -> other != fold)
                            .flatMap(List::stream)
                            .map(Labelled::annotation)
                            .distinct()
                            .limit(2)
                            .count()
                        == 2);
  }
}
