package org.al4j.metrics.curve;

/**
 * Area under the learning curve, round 0 included. Larger is better.
 *
 * <p><b>Source.</b> Larionov (HSE), section 3.2, for the sum. <b>Departures.</b> The area is ours:
 * it does not depend on the number of rounds nor on their distance.
 */
public final class Aulc {
  private Aulc() {}

  /**
   * <b>Formula.</b> {@code sum_k q_k} over the rounds. <b>Range.</b> [0, rounds] for q in [0, 1].
   */
  public static double sum(SeedCurve curve) {
    return curve.qualities().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** <b>Formula.</b> {@code sum_k 1/C sum_c t_(s_c)^k}: summed over rounds, the mean over seeds. */
  public static double sum(LearningCurve curve) {
    return sum(curve.mean());
  }

  /**
   * <b>Formula.</b> Trapezoids over the labels, divided by the range of labels: the mean quality on
   * the way. <b>Range.</b> that of the quality. A single round gives its quality.
   */
  public static double area(SeedCurve curve) {
    int last = curve.size() - 1;
    if (last == 0) {
      return curve.qualities().get(0);
    }
    double area = 0;
    for (int i = 1; i <= last; i++) {
      double width = curve.labels().get(i) - curve.labels().get(i - 1);
      area += width * (curve.qualities().get(i) + curve.qualities().get(i - 1)) / 2;
    }
    return area / (curve.labels().get(last) - curve.labels().get(0));
  }

  /**
   * <b>Formula.</b> {@link #area(SeedCurve)} of the mean over seeds, which is the mean of the
   * seeds' areas.
   */
  public static double area(LearningCurve curve) {
    return area(curve.mean());
  }

  /** The mean over seeds of the seeds' sums, with its 95 % interval. */
  public static Estimate sumOverSeeds(LearningCurve curve) {
    return Estimate.of(curve.seeds().stream().mapToDouble(Aulc::sum).toArray());
  }

  /** The mean over seeds of the seeds' areas, with its 95 % interval. */
  public static Estimate areaOverSeeds(LearningCurve curve) {
    return Estimate.of(curve.seeds().stream().mapToDouble(Aulc::area).toArray());
  }
}
