package org.al4j.core.oracle;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Annotation;

/**
 * What came back for one instance of a query.
 *
 * @param <A> the kind of annotation
 */
public sealed interface Answer<A extends Annotation> {
  /** The instance's id. */
  String id();

  /**
   * It was labelled.
   *
   * @param time how long that took, above 0; empty if nobody measured it. Prices are learnt from it
   */
  record Given<A extends Annotation>(String id, A annotation, Optional<Duration> time)
      implements Answer<A> {
    /** Refuses nulls, and a time that is not above 0. */
    public Given {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(annotation, "annotation");
      time.ifPresent(AnnotationTime::requirePositive);
    }

    /** Without a time. */
    public Given(String id, A annotation) {
      this(id, annotation, Optional.empty());
    }

    /** With the time that it took. */
    public Given(String id, A annotation, Duration time) {
      this(id, annotation, Optional.of(time));
    }
  }

  /** The annotator passed it over for good: it is not asked again. */
  record Skipped<A extends Annotation>(String id, String reason) implements Answer<A> {
    /** Refuses nulls. */
    public Skipped {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * No answer this time (a time-out, an unreachable service): it stays unlabelled and may be asked
   * again.
   */
  record Failed<A extends Annotation>(String id, String reason) implements Answer<A> {
    /** Refuses nulls. */
    public Failed {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
