package org.al4j.core.read;

/** What becomes of rows whose texts are equal, blanks around them aside. */
public enum Duplicates {
  /** Every row stays; each can be queried. */
  KEEP,
  /**
   * One row of each text stays, with the label that most of its rows have (of equally many, the
   * first by name); so no text is queried twice.
   */
  ONCE
}
