package org.al4j.models.internal.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of a plan's working memory and the steps between which it is needed. */
final class Slot {
  /** Offsets are multiples of 16 floats, one cache line. */
  private static final long ALIGNMENT = 16;

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

  /** Whether no step uses it since it was {@link #reset}. */
  boolean unused() {
    return first > last;
  }

  public void usedBy(int step) {
    first = Math.min(first, step);
    last = Math.max(last, step);
  }

  public boolean overlaps(Slot other) {
    return first <= other.last && other.first <= last;
  }

  /**
   * Places slots in one block so that slots alive at the same time do not overlap; sets their
   * offsets and returns the block's length.
   *
   * <p>Greedy by size: the largest first, each at the lowest offset that is free among the already
   * placed slots that live at the same time. For layered graphs this comes within a few percent of
   * the peak of live memory.
   */
  public static long pack(List<Slot> slots) {
    List<Slot> order = new ArrayList<>(slots);
    order.sort(
        Comparator.comparingLong((Slot s) -> s.length).reversed().thenComparingInt(s -> s.first));
    List<Slot> placed = new ArrayList<>(); // by offset
    long end = 0;
    for (Slot slot : order) {
      slot.offset = lowestGap(slot, placed);
      end = Math.max(end, slot.offset + aligned(slot.length));
      int at = 0;
      while (at < placed.size() && placed.get(at).offset <= slot.offset) {
        at++;
      }
      placed.add(at, slot);
    }
    return end;
  }

  private static long lowestGap(Slot slot, List<Slot> placed) {
    long candidate = 0;
    for (Slot other : placed) {
      if (!slot.overlaps(other)) {
        continue;
      }
      if (other.offset - candidate >= aligned(slot.length)) {
        break;
      }
      candidate = Math.max(candidate, other.offset + aligned(other.length));
    }
    return candidate;
  }

  private static long aligned(long length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
