package org.al4j.metrics.violation.internal;

import org.al4j.core.violation.BreaksEveryRule;

/** Not for al-core to use. */
public final class Hidden {
  /** Read from its class at run time: a constant would be copied at compile time. */
  public static final String NAME = Hidden.class.getSimpleName();

  private Hidden() {}

  /** Back to where it came from: a circle of two packages. */
  public static Class<?> back() {
    return BreaksEveryRule.class;
  }
}
