package org.al4j.core.model;

import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.TagSequence;

/** Which output says how probable the annotations of a kind are. */
public final class KindProbabilities {
  private KindProbabilities() {}

  /** Of classes, of sets by class, of tags by word; empty for other kinds. */
  public static Optional<Output> of(Class<?> kind) {
    if (kind == ClassLabel.class) {
      return Optional.of(Output.PROBABILITIES);
    }
    if (kind == LabelSet.class) {
      return Optional.of(Output.INDEPENDENT_PROBABILITIES);
    }
    return kind == TagSequence.class
        ? Optional.of(Output.TOKEN_LOG_PROBABILITIES)
        : Optional.empty();
  }
}
