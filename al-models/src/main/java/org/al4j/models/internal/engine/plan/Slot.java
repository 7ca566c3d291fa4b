package org.al4j.models.internal.engine.plan;

/** A stretch of a plan's working memory and the steps between which it is needed. */
public final class Slot {
  public final long length;
  int first;
  int last;
  public long offset;

  /** A slot that step {@code first} writes. */
  public Slot(long length, int first) {
    this.length = length;
    this.first = first;
    this.last = first;
  }

  /** Forgets who uses it; the next use is the first. */
  void reset() {
    first = Integer.MAX_VALUE;
    last = 0;
  }

  public void usedBy(int step) {
    first = Math.min(first, step);
    last = Math.max(last, step);
  }

  public boolean overlaps(Slot other) {
    return first <= other.last && other.first <= last;
  }
}
