package org.al4j.models.internal;

/** Counts epochs since the best one. The first of equals is the best. */
public final class Patience {
  private final int most;
  private double best = Double.NEGATIVE_INFINITY;
  private int sinceBest;

  /**
   * A count.
   *
   * @param most epochs in a row without a better one that exhaust it
   */
  public Patience(int most) {
    this.most = most;
  }

  /** Takes in an epoch's quality, larger being better; returns whether it is the best so far. */
  public boolean isBest(double quality) {
    if (quality > best) {
      best = quality;
      sinceBest = 0;
      return true;
    }
    sinceBest++;
    return false;
  }

  /** Whether there is none left. */
  public boolean exhausted() {
    return sinceBest >= most;
  }
}
