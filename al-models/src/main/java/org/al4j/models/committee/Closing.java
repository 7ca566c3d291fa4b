package org.al4j.models.committee;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes every member or every member's learner, also when one of them fails to. */
final class Closing {
  private Closing() {}

  static void all(List<? extends AutoCloseable> members) {
    @Nullable RuntimeException first = null;
    for (AutoCloseable member : members) {
      try {
        member.close();
      } catch (Exception e) {
        RuntimeException failure = unchecked(e);
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** What is closed here declares no exception. */
  private static RuntimeException unchecked(Exception e) {
    return e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
  }
}
