package org.al4j.models.committee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;

/**
 * A bootstrap sample: as many instances as there are, drawn with replacement (Efron 1979; Breiman
 * 1996). Where the draw lost a class altogether, an example of it takes the place of a drawn one
 * whose class was drawn more than once: with few labels the members would otherwise differ in which
 * classes they have ever seen, and the committee's disagreement would show that and nothing else. A
 * draw that holds every class is left as it is.
 */
final class Bootstrap {
  private Bootstrap() {}

  /** Draws from {@code labelled}, whose order matters. */
  static <A extends Annotation> List<Labelled<A>> draw(
      List<Labelled<A>> labelled, RandomGenerator random) {
    List<Labelled<A>> drawn = new ArrayList<>(labelled.size());
    for (int i = 0; i < labelled.size(); i++) {
      drawn.add(labelled.get(random.nextInt(labelled.size())));
    }
    restoreClasses(labelled, drawn, random);
    return drawn;
  }

  private static <A extends Annotation> void restoreClasses(
      List<Labelled<A>> labelled, List<Labelled<A>> drawn, RandomGenerator random) {
    Map<A, List<Labelled<A>>> examples = new LinkedHashMap<>();
    for (Labelled<A> item : labelled) {
      if (item.annotation() instanceof ClassLabel) {
        examples.computeIfAbsent(item.annotation(), label -> new ArrayList<>()).add(item);
      }
    }
    Map<A, Integer> counts = new HashMap<>();
    drawn.forEach(item -> counts.merge(item.annotation(), 1, Integer::sum));
    for (Map.Entry<A, List<Labelled<A>>> entry : examples.entrySet()) {
      if (!counts.containsKey(entry.getKey())) {
        // there are at least as many places as classes, so one class was drawn twice
        int place = random.nextInt(drawn.size());
        while (counts.get(drawn.get(place).annotation()) < 2) {
          place = (place + 1) % drawn.size();
        }
        counts.merge(drawn.get(place).annotation(), -1, Integer::sum);
        List<Labelled<A>> choices = entry.getValue();
        drawn.set(place, choices.get(random.nextInt(choices.size())));
        counts.put(entry.getKey(), 1);
      }
    }
  }
}
