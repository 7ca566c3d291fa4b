package org.al4j.core.query;

import java.util.Objects;
import org.al4j.core.data.Instance;

/**
 * A chosen instance and the utility it was chosen for.
 *
 * @param utility larger is selected first; NaN where the strategy has none (random, batch methods)
 */
public record Selected(Instance instance, double utility) {
  /** Refuses a null instance. */
  public Selected {
    Objects.requireNonNull(instance, "instance");
  }
}
