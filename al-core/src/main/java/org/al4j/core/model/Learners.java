package org.al4j.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;

/** Learners by name: those of the {@link LearnerProvider}s on the class path. */
public final class Learners {
  private Learners() {}

  /** The providers, by name. */
  public static List<LearnerProvider> providers() {
    return ServiceLoader.load(LearnerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(LearnerProvider::name))
        .toList();
  }

  /** The provider of a name. */
  public static Optional<LearnerProvider> provider(String name) {
    return providers().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  /**
   * A learner by its name.
   *
   * @param name for example {@code tfidf}
   * @param parameters the provider's own, for example {@code checkpoint}
   * @param kind what it is to learn from, for example {@code ClassLabel.class}
   * @return the learner; whoever asked closes it
   * @throws InvalidInputException if there is no such learner, if it does not learn from this kind,
   *     or if its parameters are wrong
   */
  @SuppressWarnings("unchecked") // LearnerProvider.create promises a learner of the kind
  public static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> named(
      String name, Map<String, String> parameters, Class<A> kind) {
    LearnerProvider provider =
        provider(name)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "unknown learner '" + name + "'; learners: " + names(any -> true)));
    if (!provider.learns().contains(kind)) {
      throw new InvalidInputException(
          "learner "
              + name
              + " does not learn from annotations of kind "
              + kind.getSimpleName()
              + "; learners that do: "
              + names(other -> other.learns().contains(kind)));
    }
    return (Learner<A, ? extends ActiveModel<A>>) provider.create(kind, parameters);
  }

  private static String names(Predicate<LearnerProvider> which) {
    String names =
        providers().stream()
            .filter(which)
            .map(LearnerProvider::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none on the class path" : names;
  }
}
