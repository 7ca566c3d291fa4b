package org.al4j.models.internal.engine.kernel;

/** Which tokens of each sequence something is computed for. */
public enum Tokens {
  /** All; there is a row for each token. */
  ALL,
  /** The first; there is a row for each sequence. */
  FIRST,
  /** The last; there is a row for each sequence. */
  LAST;

  /** Whether there is a row for each sequence, not for each token. */
  public boolean one() {
    return this != ALL;
  }

  /** The place in a sequence of {@code count} tokens of the first that is meant. */
  public int place(int count) {
    return this == LAST ? count - 1 : 0;
  }
}
