package org.al4j.core.settings;

/** How parts of a run are called that say nothing of themselves. */
public final class ClassNames {
  private ClassNames() {}

  /** The class's simple name; all of it where that is empty; {@code custom} for a lambda. */
  public static String of(Class<?> type) {
    String simple = type.isHidden() ? "custom" : type.getSimpleName();
    return simple.isEmpty() ? type.getName() : simple;
  }
}
