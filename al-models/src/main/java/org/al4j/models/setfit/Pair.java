package org.al4j.models.setfit;

/**
 * Two texts by their places in a list.
 *
 * @param same whether they are of one class
 */
record Pair(int first, int second, boolean same) {
  /** What their cosine should be. */
  float target() {
    return same ? 1 : 0;
  }
}
