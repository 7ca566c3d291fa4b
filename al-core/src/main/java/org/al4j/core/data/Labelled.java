package org.al4j.core.data;

import java.util.Objects;

/**
 * An instance with its annotation.
 *
 * @param <A> the kind of annotation
 */
public record Labelled<A extends Annotation>(Instance instance, A annotation) {
  /** Refuses nulls. */
  public Labelled {
    Objects.requireNonNull(instance, "instance");
    Objects.requireNonNull(annotation, "annotation");
  }
}
