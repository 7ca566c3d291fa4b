package org.al4j.models.committee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.TagSequence;

/**
 * A bootstrap sample: as many instances as there are, drawn with replacement (Efron 1979; Breiman
 * 1996). Where the draw lost a class altogether, an example of it takes the place of a drawn one
 * whose classes were drawn more than once: with few labels the members would otherwise differ in
 * which classes they have ever seen, and the committee's disagreement would show that and nothing
 * else. A draw that holds every class is left as it is. Where instances have several classes, as
 * sentences have tags, a place is given away only if no class is lost with it.
 */
public final class Bootstrap {
  private Bootstrap() {}

  /**
   * Draws from {@code examples}, whose order matters.
   *
   * @param annotation of an example
   */
  public static <E> List<E> draw(
      List<E> examples, Function<E, ? extends Annotation> annotation, RandomGenerator random) {
    List<E> drawn = new ArrayList<>(examples.size());
    for (int i = 0; i < examples.size(); i++) {
      drawn.add(examples.get(random.nextInt(examples.size())));
    }
    restoreClasses(examples, drawn, annotation, random);
    return drawn;
  }

  private static <E> void restoreClasses(
      List<E> examples,
      List<E> drawn,
      Function<E, ? extends Annotation> annotation,
      RandomGenerator random) {
    Map<String, List<E>> byClass = new LinkedHashMap<>();
    for (E example : examples) {
      for (String name : classes(annotation.apply(example))) {
        byClass.computeIfAbsent(name, any -> new ArrayList<>()).add(example);
      }
    }
    Map<String, Integer> counts = new HashMap<>();
    drawn.forEach(example -> count(annotation.apply(example), 1, counts));
    for (Map.Entry<String, List<E>> entry : byClass.entrySet()) {
      if (counts.getOrDefault(entry.getKey(), 0) == 0) {
        int place = spare(drawn, annotation, counts, random.nextInt(drawn.size()));
        if (place >= 0) {
          E chosen = entry.getValue().get(random.nextInt(entry.getValue().size()));
          count(annotation.apply(drawn.get(place)), -1, counts);
          count(annotation.apply(chosen), 1, counts);
          drawn.set(place, chosen);
        }
      }
    }
  }

  /**
   * A place whose example no class needs, from {@code first} on and round; -1 if there is none,
   * which examples of several classes can lead to. Of one class each there are at least as many
   * places as classes, so one class was drawn twice.
   */
  private static <E> int spare(
      List<E> drawn,
      Function<E, ? extends Annotation> annotation,
      Map<String, Integer> counts,
      int first) {
    for (int i = 0; i < drawn.size(); i++) {
      int place = (first + i) % drawn.size();
      if (classes(annotation.apply(drawn.get(place))).stream()
          .allMatch(name -> counts.getOrDefault(name, 0) >= 2)) {
        return place;
      }
    }
    return -1;
  }

  private static void count(Annotation annotation, int by, Map<String, Integer> counts) {
    classes(annotation).forEach(name -> counts.merge(name, by, Integer::sum));
  }

  private static List<String> classes(Annotation annotation) {
    if (annotation instanceof ClassLabel label) {
      return List.of(label.name());
    }
    return annotation instanceof LabelSet || annotation instanceof TagSequence
        ? annotation.names().stream().distinct().toList()
        : List.of();
  }
}
