package org.al4j.core.loop.internal.run;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Qualification;
import org.al4j.core.pool.Pool;
import org.jspecify.annotations.Nullable;

/**
 * How a run's labels come from people.
 *
 * @param wanted how many judgements an instance needs
 * @param most how many it gets if they do not decide
 * @param adjudication what follows from them; null where one judgement is the label
 * @param qualification items whose label is known, if any
 */
public record People<A extends Annotation>(
    int wanted,
    int most,
    @Nullable Adjudication<A> adjudication,
    @Nullable Qualification<A> qualification) {

  /** One judgement is the label, whoever gives it. */
  public static <A extends Annotation> People<A> one() {
    return new People<>(1, 1, null, null);
  }

  public People<A> judgements(int enough, int limit, Adjudication<A> chosen) {
    if (enough < 1 || limit < enough) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "at least 1 judgement is wanted, and at most no fewer; found %d and %d",
              enough,
              limit));
    }
    return new People<>(enough, limit, chosen, qualification);
  }

  public People<A> qualification(Qualification<A> chosen) {
    return new People<>(wanted, most, adjudication, chosen);
  }

  /**
   * Refuses what does not fit the run.
   *
   * @throws InvalidInputException if it does not
   */
  public void check(Pool<A> pool, LabelSpace labels) {
    if (adjudication != null) {
      adjudication
          .refusal(labels)
          .ifPresent(
              why -> {
                throw new InvalidInputException("adjudication: " + why + "; use another");
              });
    }
    if (qualification != null) {
      for (Labelled<A> item : qualification.known()) {
        checkKnown(item, pool, labels);
      }
    }
  }

  private void checkKnown(Labelled<A> item, Pool<A> pool, LabelSpace labels) {
    String id = item.instance().id();
    if (pool.corpus().ordinal(id) >= 0) {
      throw new InvalidInputException(
          "known items are no instances of the pool, and '" + id + "' is one; leave it out there");
    }
    labels
        .refusal(item.instance(), item.annotation())
        .ifPresent(
            why -> {
              throw new InvalidInputException("known item '" + id + "': " + why);
            });
  }

  /** Whether a judgement is a label. */
  boolean single() {
    return adjudication == null;
  }

  /** The label of a known item. */
  Optional<A> known(String id) {
    return item(id).map(Labelled::annotation);
  }

  /** The instance of a known item. */
  Optional<Instance> knownInstance(String id) {
    return item(id).map(Labelled::instance);
  }

  private Optional<Labelled<A>> item(String id) {
    return qualification == null
        ? Optional.empty()
        : qualification.known().stream()
            .filter(item -> item.instance().id().equals(id))
            .findFirst();
  }

  /** What is recorded of it; nothing where it is as it was before there was a choice. */
  public Map<String, String> identity() {
    Map<String, String> identity = new HashMap<>();
    if (adjudication != null) {
      identity.put(
          "judgements",
          wanted + (most > wanted ? " to " + most : "") + ", " + adjudication.describe());
    }
    if (qualification != null) {
      identity.put("qualification", qualification.describe());
    }
    return identity;
  }
}
