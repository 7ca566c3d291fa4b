package org.al4j.models.transformer.internal;

/** A stretch of a plan's working memory and the steps between which it is needed. */
final class Slot {
  final long length;
  int first;
  int last;
  long offset;

  /** A slot that step {@code first} writes. */
  Slot(long length, int first) {
    this.length = length;
    this.first = first;
    this.last = first;
  }

  /** Forgets who uses it; the next use is the first. */
  void reset() {
    first = Integer.MAX_VALUE;
    last = 0;
  }

  void usedBy(int step) {
    first = Math.min(first, step);
    last = Math.max(last, step);
  }

  boolean overlaps(Slot other) {
    return first <= other.last && other.first <= last;
  }
}
