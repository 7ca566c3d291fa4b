package org.al4j.server.project;

import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.people.Adjudication;

/**
 * How many people label a text.
 *
 * @param wanted how many judgements a text needs
 * @param most how many it gets if they do not decide
 * @param adjudication what its label is then: {@code first}, {@code majority}, {@code unanimous},
 *     {@code weighted} or {@code by-person}
 */
public record Sharing(int wanted, int most, String adjudication) {
  /** One person a text; what others say of it too is kept. */
  public static final Sharing ONE = new Sharing(1, 1, "first");

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

  /** The adjudication. */
  public <A extends Annotation> Adjudication<A> rule() {
    return rule(adjudication);
  }

  private static <A extends Annotation> Adjudication<A> rule(String name) {
    return switch (name) {
      case "first" -> Adjudication.first();
      case "majority" -> Adjudication.majority();
      case "unanimous" -> Adjudication.unanimous();
      case "weighted" -> Adjudication.weighted();
      case "by-person" -> Adjudication.byPerson();
      default ->
          throw InvalidInputException.ofSettings(
              "{adjudication} must be first, majority, unanimous, weighted or by-person, found"
                  + " '%s'",
              name);
    };
  }
}
