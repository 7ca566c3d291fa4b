package org.al4j.core.settings;

/** A value that its name says altogether, as a constant of an enumeration; in settings by it. */
public interface Named {
  /** The name, which does not change from version to version. */
  String name();
}
