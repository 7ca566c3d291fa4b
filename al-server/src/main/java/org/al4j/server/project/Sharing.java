package org.al4j.server.project;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.ModelTrust;
import org.al4j.strategies.StrategyDescription;

/**
 * How many people label a text.
 *
 * @param wanted how many judgements a text needs
 * @param most how many it gets if they do not decide
 * @param adjudication what its label is then: {@code people-first}, possibly with {@code check},
 *     {@code least} and {@code floor} of {@link ModelTrust} in brackets, {@code first}, {@code
 *     majority}, {@code unanimous}, {@code weighted} or {@code by-person}
 */
public record Sharing(int wanted, int most, String adjudication) {
  private static final String PEOPLE_FIRST = "people-first";
  private static final int MOST_VOICES = 10; // a person and models, which may change

  /**
   * One person a text; what others say of it too is kept. A language model may come to annotate,
   * too; without one it is as {@code first}.
   */
  public static final Sharing ONE = new Sharing(1, MOST_VOICES, PEOPLE_FIRST);

  /** Refuses numbers that are too small, and an unknown adjudication. */
  public Sharing {
    ProjectSettings.requireAtLeast("overlap", wanted, 1);
    ProjectSettings.requireAtLeast("most", most, wanted);
    rule(adjudication);
  }

  /** So many people a text, one more where they differ, the majority decides. */
  public static Sharing overlap(int people) {
    return people == 1 ? ONE : new Sharing(people, people + 1, "majority");
  }

  /**
   * The same for a project in which a language model annotates from the start: by its measured
   * agreement with people it has a voice of its weight where several judge a text.
   */
  public static Sharing withModel(int people, ModelTrust trust) {
    if (people > 1) {
      return new Sharing(people, people + 1, "weighted");
    }
    String rule =
        String.format(
            Locale.ROOT,
            "%s(check=%s,least=%d,floor=%s)",
            PEOPLE_FIRST,
            trust.check(),
            trust.least(),
            trust.floor());
    return trust.equals(ModelTrust.DEFAULT) ? ONE : new Sharing(1, MOST_VOICES, rule);
  }

  /** When a language model is believed; empty where that is not what decides. */
  public Optional<ModelTrust> trust() {
    return isPeopleFirst(adjudication) ? Optional.of(trust(adjudication)) : Optional.empty();
  }

  private static boolean isPeopleFirst(String name) {
    return name.equals(PEOPLE_FIRST) || name.startsWith(PEOPLE_FIRST + "(");
  }

  private static ModelTrust trust(String name) {
    Map<String, String> said = StrategyDescription.parse(name).parameters();
    ModelTrust usual = ModelTrust.DEFAULT;
    try {
      if (!Set.of("check", "least", "floor").containsAll(said.keySet())) {
        throw new IllegalArgumentException("another parameter");
      }
      return new ModelTrust(
          Double.parseDouble(said.getOrDefault("check", String.valueOf(usual.check()))),
          Integer.parseInt(said.getOrDefault("least", String.valueOf(usual.least()))),
          Double.parseDouble(said.getOrDefault("floor", String.valueOf(usual.floor()))),
          usual.seed());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.ofSettings(
          "{adjudication} must be like people-first(check=0.1,least=20,floor=0.7), found '%s'",
          name);
    }
  }

  /** The adjudication. */
  public <A extends Annotation> Adjudication<A> rule() {
    return rule(adjudication);
  }

  private static <A extends Annotation> Adjudication<A> rule(String name) {
    if (isPeopleFirst(name)) {
      return Adjudication.peopleFirst(trust(name));
    }
    return switch (name) {
      case "first" -> Adjudication.first();
      case "majority" -> Adjudication.majority();
      case "unanimous" -> Adjudication.unanimous();
      case "weighted" -> Adjudication.weighted();
      case "by-person" -> Adjudication.byPerson();
      default ->
          throw InvalidInputException.ofSettings(
              "{adjudication} must be people-first, first, majority, unanimous, weighted or by-person, found"
                  + " '%s'",
              name);
    };
  }
}
