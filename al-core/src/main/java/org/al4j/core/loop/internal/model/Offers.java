package org.al4j.core.loop.internal.model;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;

/** Compares what is needed of a model with what the learner offers. */
public final class Offers {
  private Offers() {}

  /** Refuses a strategy for other kinds of annotation than the one at hand. */
  public static void requireKind(QueryStrategy strategy, Class<? extends Annotation> kind) {
    if (!strategy.kinds().contains(kind)) {
      throw new InvalidInputException(
          "strategy "
              + strategy.describe()
              + " is for annotations of kind "
              + names(strategy.kinds())
              + ", those of the pool are of kind "
              + kind.getSimpleName()
              + "; use another strategy");
    }
  }

  private static String names(Set<Class<? extends Annotation>> kinds) {
    return kinds.isEmpty()
        ? "none, as it needs outputs of different kinds"
        : kinds.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
  }

  /** Refuses what is missing, naming the learners that offer it. */
  public static void require(LearnerPair<?> learner, String who, Set<Output> needs) {
    Set<Output> missing = new TreeSet<>(needs);
    missing.removeAll(learner.offers());
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          who
              + " needs "
              + missing
              + ofKinds(missing)
              + ", which learner "
              + learner.describe()
              + " does not offer; it offers "
              + new TreeSet<>(learner.offers())
              + "; "
              + whoOffers(missing, kinds(learner.offers())));
    }
  }

  /** Says so where models of all kinds of annotation could not offer it. */
  private static String ofKinds(Set<Output> outputs) {
    Set<Class<? extends Annotation>> kinds = kinds(outputs);
    return kinds.size() == Annotation.kinds().size()
        ? ""
        : " (for annotations of kind " + names(kinds) + ")";
  }

  /** The kinds of annotation whose models can offer all of these. */
  private static Set<Class<? extends Annotation>> kinds(Set<Output> outputs) {
    Set<Class<? extends Annotation>> kinds = new HashSet<>(Annotation.kinds());
    outputs.forEach(output -> kinds.retainAll(output.kinds()));
    return kinds;
  }

  private static String whoOffers(Set<Output> missing, Set<Class<? extends Annotation>> kinds) {
    List<String> names =
        ServiceLoader.load(LearnerProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.offers().containsAll(missing))
            .filter(provider -> !Collections.disjoint(provider.learns(), kinds))
            .map(LearnerProvider::name)
            .sorted()
            .toList();
    String what = missing.size() == 1 ? "it" : "them";
    return names.isEmpty()
        ? "no learner known by name offers " + what
        : "learners that offer " + what + ": " + String.join(", ", names);
  }
}
