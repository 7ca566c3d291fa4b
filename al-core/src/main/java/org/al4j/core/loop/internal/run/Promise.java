package org.al4j.core.loop.internal.run;

import org.jspecify.annotations.Nullable;

/** What parts of a run, which may be anybody's, promise to return. */
public final class Promise {
  private Promise() {}

  /** Refuses null by the name of the part and its method, not where it is used. */
  public static <T> T kept(@Nullable T value, String part, String method) {
    if (value == null) {
      throw new IllegalStateException(part + " returned null from " + method);
    }
    return value;
  }
}
