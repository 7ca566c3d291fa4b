package org.al4j.strategies.multilabel;

import java.util.BitSet;

/**
 * How much two sets of classes are at odds: 1 if they differ in every class, else the normalised
 * entropy distance {@code (2 H(x, y) - H(x) - H(y)) / H(x, y)} of their indicators over the
 * classes, 0 where {@code H(x, y)} is 0. In [0, 1].
 */
final class SetDistance {
  private SetDistance() {}

  /**
   * The distance.
   *
   * @param classes how many classes there are
   */
  static double of(int classes, BitSet x, BitSet y) {
    BitSet common = (BitSet) x.clone();
    common.and(y);
    int both = common.cardinality();
    int onlyX = x.cardinality() - both;
    int onlyY = y.cardinality() - both;
    int neither = classes - both - onlyX - onlyY;
    if (onlyX + onlyY == classes) {
      return 1;
    }
    double n = classes;
    double joint = term(both / n) + term(onlyX / n) + term(onlyY / n) + term(neither / n);
    if (joint == 0) {
      return 0; // both sets are empty, or both have every class
    }
    double ofX = term((both + onlyX) / n) + term((onlyY + neither) / n);
    double ofY = term((both + onlyY) / n) + term((onlyX + neither) / n);
    return Math.max(0, Math.min(1, (2 * joint - ofX - ofY) / joint)); // rounding
  }

  private static double term(double share) {
    return share > 0 ? -share * Math.log(share) : 0;
  }
}
