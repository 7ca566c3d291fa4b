package org.al4j.core.data;

import java.util.List;
import java.util.Objects;

/**
 * Exactly one class of a {@link LabelSpace}.
 *
 * @param name the class's name as the label space spells it
 */
public record ClassLabel(String name) implements Annotation {
  /** Refuses a null name. */
  public ClassLabel {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }
}
