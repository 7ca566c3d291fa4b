package org.al4j.models.defects;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/**
 * A defect of DL4J that AL4J works around.
 *
 * @param what the defect
 * @param workaround where AL4J goes round it
 */
record Defect(String what, String workaround) {

  /** Fails if the defect is gone. */
  void isStillThere(boolean seen, Object found) {
    assertTrue(seen, () -> gone() + " Found: " + found);
  }

  /** Fails if the work no longer throws {@code type}, or does so at another place. */
  void stillThrows(Class<? extends Throwable> type, String part, Executable work) {
    Throwable thrown = thrown(work);
    assertNotNull(thrown, this::gone);
    assertTrue(
        type.isInstance(thrown) && trace(thrown).contains(part),
        () -> gone() + " Or it changed: " + trace(thrown));
  }

  private String gone() {
    return "DL4J's defect is gone: "
        + what
        + ". Delete this test and the workaround: "
        + workaround
        + ".";
  }

  private static @Nullable Throwable thrown(Executable work) {
    try {
      work.execute();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private static String trace(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      text.append(t).append(' ');
      for (StackTraceElement at : t.getStackTrace()) {
        text.append(at).append(' ');
      }
    }
    return text.toString();
  }
}
