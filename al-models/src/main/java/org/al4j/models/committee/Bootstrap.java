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

/**
 * A bootstrap sample: as many instances as there are, drawn with replacement (Efron 1979; Breiman
 * 1996). Where the draw lost a class altogether, an example of it takes the place of a drawn one
 * whose class was drawn more than once: with few labels the members would otherwise differ in which
 * classes they have ever seen, and the committee's disagreement would show that and nothing else. A
 * draw that holds every class is left as it is.
 */
final class Bootstrap {
  private Bootstrap() {}

  /**
   * Draws from {@code examples}, whose order matters.
   *
   * @param annotation of an example
   */
  static <E> List<E> draw(
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
    Map<Annotation, List<E>> byClass = new LinkedHashMap<>();
    for (E example : examples) {
      if (annotation.apply(example) instanceof ClassLabel label) {
        byClass.computeIfAbsent(label, any -> new ArrayList<>()).add(example);
      }
    }
    Map<Annotation, Integer> counts = new HashMap<>();
    drawn.forEach(example -> counts.merge(annotation.apply(example), 1, Integer::sum));
    for (Map.Entry<Annotation, List<E>> entry : byClass.entrySet()) {
      if (!counts.containsKey(entry.getKey())) {
        // there are at least as many places as classes, so one class was drawn twice
        int place = random.nextInt(drawn.size());
        while (counts.get(annotation.apply(drawn.get(place))) < 2) {
          place = (place + 1) % drawn.size();
        }
        counts.merge(annotation.apply(drawn.get(place)), -1, Integer::sum);
        List<E> choices = entry.getValue();
        drawn.set(place, choices.get(random.nextInt(choices.size())));
        counts.put(entry.getKey(), 1);
      }
    }
  }
}
