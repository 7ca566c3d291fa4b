package org.al4j.core.oracle;

import java.util.Objects;
import org.al4j.core.data.Annotation;

/**
 * What came back for one instance of a query.
 *
 * @param <A> the kind of annotation
 */
public sealed interface Answer<A extends Annotation> {
  /** The instance's id. */
  String id();

  /** It was labelled. */
  record Given<A extends Annotation>(String id, A annotation) implements Answer<A> {
    /** Refuses nulls. */
    public Given {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(annotation, "annotation");
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
