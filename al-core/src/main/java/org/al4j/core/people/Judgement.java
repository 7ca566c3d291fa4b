package org.al4j.core.people;

import java.util.Objects;
import org.al4j.core.data.Annotation;

/**
 * What one annotator says of one instance, as it stands now.
 *
 * @param id the instance's id
 * @param annotator who says it, "" where that is not known
 * @param annotation what is said
 * @param <A> the kind of annotation
 */
public record Judgement<A extends Annotation>(String id, String annotator, A annotation) {
  /** Refuses nulls. */
  public Judgement {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(annotator, "annotator");
    Objects.requireNonNull(annotation, "annotation");
  }
}
