package org.al4j.core.data;

import java.util.List;
import java.util.Set;

/**
 * What an oracle says about an instance. The five kinds are all there are; everything that carries
 * annotations ({@link Labelled}, pool, oracle, loop) is generic in the kind. Annotations are
 * immutable values with {@code equals}.
 */
public sealed interface Annotation
    permits ClassLabel, LabelSet, TagSequence, TargetText, RealValue {
  /** The five kinds. */
  static Set<Class<? extends Annotation>> kinds() {
    return Set.of(
        ClassLabel.class, LabelSet.class, TagSequence.class, TargetText.class, RealValue.class);
  }

  /**
   * The label names that it uses, all of which a {@link LabelSpace} must declare: the one of a
   * class label, those of a label set, a tag for each word; none for numbers and texts.
   */
  default List<String> names() {
    return List.of();
  }
}
