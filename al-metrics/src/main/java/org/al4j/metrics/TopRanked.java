package org.al4j.metrics;

import java.util.Arrays;

/**
 * How much of a query lay at the top of the pool in the eyes of another model, such as that of the
 * round before: how little is left out when only the top is looked at.
 *
 * <p><b>Formula.</b> Of {@code n} instances that could be queried, those are at the top whose rank
 * by falling score, from 0, is below {@code top * n}: the {@code ceil(top * n)} first; of equal
 * scores the earlier has the smaller rank. The share is the number of queried instances at the top
 * over the number of queried instances. <b>Range.</b> [0, 1]; {@code top} is what a query at random
 * is expected to have. <b>Direction.</b> Larger: the models agree about what is worth asking.
 *
 * <p><b>Source.</b> Tsvigun et al. 2022 (PLASM), table 2, with the least confidence of the model of
 * the iteration before. <b>Departures.</b> The table does not say which texts are ranked: here
 * those that are unlabelled when the query is chosen, so that the query before is not among them.
 */
public final class TopRanked {
  private static final double ROUNDING = 1e-9;

  private TopRanked() {}

  /**
   * The share of a query that lies at the top.
   *
   * @param scores {@code [n]}, larger is wanted first: what the other model says of each instance
   *     that could be queried
   * @param queried places in {@code scores}, each once, at least one
   * @param top the share of the instances that is the top, in (0, 1]
   * @throws IllegalArgumentException if a score is NaN, a place is none or comes twice, nothing is
   *     queried, or {@code top} is out of range
   */
  public static double share(double[] scores, int[] queried, double top) {
    if (!(top > 0 && top <= 1)) {
      throw new IllegalArgumentException("top must lie in (0, 1], found " + top);
    }
    boolean[] asked = asked(scores.length, queried);
    Integer[] order = order(scores);
    int size = (int) Math.ceil(top * scores.length - ROUNDING); // 0.1 * 30 is a little above 3
    int found = 0;
    for (int rank = 0; rank < size; rank++) {
      found += asked[order[rank]] ? 1 : 0;
    }
    return (double) found / queried.length;
  }

  private static boolean[] asked(int n, int[] queried) {
    if (queried.length == 0) {
      throw new IllegalArgumentException("a query must have an instance at least, found none");
    }
    boolean[] asked = new boolean[n];
    for (int place : queried) {
      if (place < 0 || place >= n || asked[place]) {
        throw new IllegalArgumentException(
            "queried must be different places below " + n + ", found " + place);
      }
      asked[place] = true;
    }
    return asked;
  }

  /** Most wanted first; the sort is stable, so of equal scores the earlier. */
  private static Integer[] order(double[] scores) {
    Integer[] order = new Integer[scores.length];
    for (int i = 0; i < order.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("scores must be numbers, found NaN at " + i);
      }
      order[i] = i;
    }
    Arrays.sort(order, (one, other) -> Double.compare(scores[other] + 0.0, scores[one] + 0.0));
    return order;
  }
}
