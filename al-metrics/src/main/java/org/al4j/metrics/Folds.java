package org.al4j.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;

/** Parts of labelled examples, each with about the same share of every class or label set. */
final class Folds {
  private Folds() {}

  /**
   * Deals the examples of one stratum after the other, shuffled, round the folds: numbers of a
   * stratum, and sizes, differ by 1 at most where no two texts are equal. Strata are the classes,
   * or the different label sets; examples of other annotations are one. Equal texts, of whatever
   * class, go into one fold: a model that was trained on a text proves nothing on it. Depends on
   * the seed, not on the order of the examples.
   *
   * @return {@code count} folds; none where that would leave a fold empty, or a fold's rest with
   *     fewer than two different annotations
   */
  static <A extends Annotation> List<List<Labelled<A>>> of(
      List<Labelled<A>> labelled, int count, long seed) {
    SortedMap<String, List<Labelled<A>>> strata = new TreeMap<>();
    labelled.stream()
        .sorted(Comparator.comparing(item -> item.instance().id()))
        .forEach(
            item ->
                strata
                    .computeIfAbsent(stratum(item.annotation()), name -> new ArrayList<>())
                    .add(item));
    if (labelled.size() < count || tooFewClasses(strata.values())) {
      return List.of();
    }
    List<List<Labelled<A>>> folds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      folds.add(new ArrayList<>());
    }
    Random random = new Random(new Seeds(seed).seed("folds", 0)); // so that old runs go on
    Map<String, Integer> places = new HashMap<>();
    int next = 0;
    for (List<Labelled<A>> items : strata.values()) {
      Collections.shuffle(items, random);
      for (Labelled<A> item : items) {
        Integer place = places.putIfAbsent(item.instance().textKey(), next % count);
        folds.get(place == null ? next++ % count : place).add(item);
      }
    }
    return teaches(folds) ? folds : List.of();
  }

  private static String stratum(Annotation annotation) {
    if (annotation instanceof ClassLabel label) {
      return label.name();
    }
    return annotation instanceof LabelSet set ? String.join("\n", set.names()) : "";
  }

  /** Two of a class lie in different folds, so that one is left whichever fold is held out. */
  private static <A extends Annotation> boolean tooFewClasses(
      Collection<List<Labelled<A>>> strata) {
    return strata.stream().allMatch(items -> items.get(0).annotation() instanceof ClassLabel)
        && strata.stream().filter(items -> items.size() > 1).count() < 2;
  }

  /** Equal texts may have left a fold empty, or the rest of one without a second annotation. */
  private static <A extends Annotation> boolean teaches(List<List<Labelled<A>>> folds) {
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
