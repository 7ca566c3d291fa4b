package org.al4j.strategies.coldstart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The texts that are nearest to a class, seen from the other classes. */
final class NearestTexts {
  /**
   * A candidate.
   *
   * @param position among the candidates
   * @param margin how much nearer it is to the class than to the nearest other one
   * @param embedding of length 1
   */
  record Near(int position, double margin, float[] embedding) {}

  /** Best first; of equals the first candidate. */
  private static final Comparator<Near> ORDER =
      Comparator.comparingDouble(Near::margin).reversed().thenComparingInt(Near::position);

  private final int most;
  private final PriorityQueue<Near> kept = new PriorityQueue<>(ORDER.reversed());

  /**
   * None yet.
   *
   * @param most how many are kept, at least 1
   */
  NearestTexts(int most) {
    this.most = most;
  }

  void offer(Near near) {
    if (kept.size() == most && ORDER.compare(near, kept.element()) > 0) {
      return;
    }
    kept.add(near);
    if (kept.size() > most) {
      kept.remove();
    }
  }

  /** The texts that are kept, the nearest first. */
  List<Near> nearest() {
    List<Near> all = new ArrayList<>(kept);
    all.sort(ORDER);
    return all;
  }
}
