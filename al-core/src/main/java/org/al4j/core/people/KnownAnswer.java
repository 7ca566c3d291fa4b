package org.al4j.core.people;

import java.util.Objects;
import org.al4j.core.data.Annotation;

/**
 * What an annotator said of an item whose label is known.
 *
 * @param given what he said
 * @param known what is right
 * @param <A> the kind of annotation
 */
public record KnownAnswer<A extends Annotation>(Judgement<A> given, A known) {
  /** Refuses nulls. */
  public KnownAnswer {
    Objects.requireNonNull(given, "given");
    Objects.requireNonNull(known, "known");
  }

  /** Whether it is right: equal to what is known. */
  public boolean right() {
    return given.annotation().equals(known);
  }
}
