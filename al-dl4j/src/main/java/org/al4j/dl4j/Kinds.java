package org.al4j.dl4j;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.models.kind.AnnotationKind;

/** Kinds of annotation by their class. */
final class Kinds {
  private static final List<AnnotationKind<?>> ALL =
      List.of(AnnotationKind.CLASS, AnnotationKind.CLASSES, AnnotationKind.NUMBER);

  private Kinds() {}

  @SuppressWarnings("unchecked") // its type says so
  static <A extends Annotation> AnnotationKind<A> of(Class<A> kind) {
    return (AnnotationKind<A>)
        ALL.stream()
            .filter(one -> one.type() == kind)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a network learns ClassLabel, LabelSet or RealValue, found "
                            + kind.getSimpleName()));
  }
}
