package org.al4j.models.internal.crf;

import java.util.Arrays;

/**
 * Where the loss's gradient is put: with respect to emissions {@code [words, C]}, start {@code
 * [C]}, transitions {@code [C, C]} (from, to) and end {@code [C]}. Kept from batch to batch, so
 * that nothing is allocated.
 */
public final class CrfGradient {
  private final int tags;
  private float[] emissions = {};
  private final double[] start;
  private final double[] transitions;
  private final double[] end;

  /** For so many tags; everything is 0. */
  public CrfGradient(int tags) {
    this.tags = tags;
    this.start = new double[tags];
    this.transitions = new double[tags * tags];
    this.end = new double[tags];
  }

  /** With respect to the emissions, {@code [words, C]} by rows; behind them the array may go on. */
  public float[] emissions() {
    return emissions;
  }

  /** With respect to the start scores, {@code [C]}. */
  public double[] start() {
    return start;
  }

  /** With respect to the transitions, {@code [C, C]} by rows: from, to. */
  public double[] transitions() {
    return transitions;
  }

  /** With respect to the end scores, {@code [C]}. */
  public double[] end() {
    return end;
  }

  /** How many tags there are: {@code C}. */
  int tags() {
    return tags;
  }

  void clear(int words) {
    if (emissions.length < words * tags) {
      emissions = new float[words * tags];
    } else {
      Arrays.fill(emissions, 0, words * tags, 0);
    }
    Arrays.fill(start, 0);
    Arrays.fill(transitions, 0);
    Arrays.fill(end, 0);
  }
}
