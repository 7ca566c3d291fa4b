package org.al4j.strategies.stopping;

/**
 * How far F can have moved from one model to the next, given how well the two agree: a statement
 * that needs no label.
 *
 * <p><b>Formula.</b> If Cohen's kappa between the predictions of two models of a positive class is
 * at least T on a set of texts, F on these texts differs by at most {@code 4 (1 - T) / T}, whatever
 * the true labels are: at T = 0.99 by 4.04 points, at 0.995 by 2.01. With {@code p} the share of
 * texts that are truly positive, over the share that one of the models calls positive, it differs
 * by at most {@code 4 (1 - T) / ((p + 1) T)}.
 *
 * <p><b>Source</b>: Bloodgood and Grothendieck 2013. Their F is that of the stop set; on other
 * texts it is as good as the stop set is a sample of these, so a large one is wanted.
 */
public final class ChangeBound {
  private ChangeBound() {}

  /**
   * The largest change of F that an agreement allows.
   *
   * @param kappa at most 1; at 0 and below nothing is known of F
   * @return in [0, 1]: 0 for equal predictions, 1 where nothing is known
   */
  public static double ofKappa(double kappa) {
    return ofKappa(kappa, 0);
  }

  /**
   * The same where it is known how many texts are positive.
   *
   * @param positives p: truly positive texts over those that one of the models calls positive, at
   *     least 0; where it is not known, 0
   */
  public static double ofKappa(double kappa, double positives) {
    if (!(kappa <= 1) || !(positives >= 0)) {
      throw new IllegalArgumentException(
          "a kappa is at most 1 and a ratio of positives at least 0, found "
              + kappa
              + " and "
              + positives);
    }
    return kappa <= 0 ? 1 : Math.min(1, 4 * (1 - kappa) / ((positives + 1) * kappa));
  }

  /**
   * The agreement that keeps the change of F within a number of points: {@code 4 / (4 + change)}.
   *
   * @param change in (0, 1]
   */
  public static double kappaFor(double change) {
    if (!(change > 0 && change <= 1)) {
      throw new IllegalArgumentException("a change of F lies in (0, 1], found " + change);
    }
    return 4 / (4 + change);
  }
}
