package org.al4j.core.loop;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;

/** Compares what is needed of a model with what the learner offers. */
final class Offers {
  private Offers() {}

  /** Refuses what is missing, naming the learners that offer it. */
  static void require(Trainer<?> learner, String who, Set<Output> needs) {
    Set<Output> missing = new TreeSet<>(needs);
    missing.removeAll(learner.offers());
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          who
              + " needs "
              + missing
              + ", which learner "
              + learner.describe()
              + " does not offer; it offers "
              + new TreeSet<>(learner.offers())
              + "; "
              + whoOffers(missing));
    }
  }

  private static String whoOffers(Set<Output> missing) {
    List<String> names =
        ServiceLoader.load(LearnerProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.offers().containsAll(missing))
            .map(LearnerProvider::name)
            .sorted()
            .toList();
    String what = missing.size() == 1 ? "it" : "them";
    return names.isEmpty()
        ? "no learner known by name offers " + what
        : "learners that offer " + what + ": " + String.join(", ", names);
  }
}
