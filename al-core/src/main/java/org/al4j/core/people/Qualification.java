package org.al4j.core.people;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Labelled;

/**
 * Items whose label is known, mixed into what each annotator gets. An annotator gets each of them
 * once; they are no instances of the pool and nothing is trained on them. What is said of them
 * measures {@link Competence}.
 *
 * @param known the items, with ids that the pool does not have
 * @param first how many of them an annotator gets before anything else, at least 0
 * @param every after so many other instances he gets one more; 0 for none
 * @param least the share of the known items that he must have labelled right, once he has labelled
 *     the first ones, to get and to label more; from 0, which keeps nobody out, to 1
 * @param <A> the kind of annotation
 */
public record Qualification<A extends Annotation>(
    List<Labelled<A>> known, int first, int every, double least) {
  /** Orders the items by id; refuses what cannot be. */
  public Qualification {
    known =
        known.stream()
            .sorted(Comparator.comparing((Labelled<A> item) -> item.instance().id()))
            .toList();
    Set<String> ids = new HashSet<>();
    for (Labelled<A> item : known) {
      if (!ids.add(item.instance().id())) {
        throw new IllegalArgumentException(
            "ids must differ: '" + item.instance().id() + "' occurs twice among the known items");
      }
    }
    if (known.isEmpty() || first < 0 || first > known.size() || every < 0) {
      throw new IllegalArgumentException(
          "a qualification needs known items, and of them as many as come first; found "
              + known.size()
              + " items, first "
              + first
              + ", every "
              + every);
    }
    if (!(least >= 0 && least <= 1)) {
      throw new IllegalArgumentException("a share must lie in [0, 1], found " + least);
    }
  }

  /** Name and parameters, equal for equal settings: a run is resumed only with the same. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%d known items (%s), %d first, every %d, at least %s right",
        known.size(),
        DataHash.of(known),
        first,
        every,
        least);
  }
}
