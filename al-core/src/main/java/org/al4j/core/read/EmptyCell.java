package org.al4j.core.read;

/** What an empty cell in a column of separated names means. */
public enum EmptyCell {
  /** The text has none of the classes, and that was said by somebody. */
  EMPTY_SET,
  /** Nobody has said anything yet; the empty set is written {@code []}. */
  UNLABELLED
}
