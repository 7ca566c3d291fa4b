package org.al4j.metrics.curve;

import java.util.OptionalDouble;

/**
 * How well the labels that one model acquired serve another, the successor, by three areas under
 * its learning curve: on labels chosen at random, on those it acquired itself, and on the foreign
 * ones.
 *
 * <p><b>Formula.</b> {@code REU = (AULC(foreign) - AULC(random)) / (AULC(own) - AULC(random)) - 1}.
 * <b>Range.</b> All numbers. <b>Direction.</b> Larger is better: at least 0, the foreign labels are
 * as good as its own; in (-1, 0), reusable; at most -1, no better than random ones.
 *
 * <p><b>Source.</b> Larionov (HSE), section 3.2, after Tomanek and Morik 2011, whose number is
 * larger by 1. <b>Departures.</b> None in the formula. Where the successor's own acquisition does
 * not beat random choice the number misleads, as its author says; {@link #misleads()} says so.
 *
 * @param random area on random labels
 * @param own area on labels that the successor acquired itself
 * @param foreign area on labels that the other model acquired
 */
public record Reusability(double random, double own, double foreign) {
  /** Refuses areas that are no numbers. */
  public Reusability {
    if (!Double.isFinite(random) || !Double.isFinite(own) || !Double.isFinite(foreign)) {
      throw new IllegalArgumentException(
          "areas must be finite, found random " + random + ", own " + own + ", foreign " + foreign);
    }
  }

  /**
   * Of curves of the successor, by the sum over the rounds, round 0 included, of the mean over the
   * seeds. The curves may have different seeds, but must have the same label counts.
   *
   * @throws IllegalArgumentException if the label counts differ
   */
  public static Reusability of(LearningCurve random, LearningCurve own, LearningCurve foreign) {
    sameLabels(random, own);
    sameLabels(random, foreign);
    return new Reusability(Aulc.sum(random), Aulc.sum(own), Aulc.sum(foreign));
  }

  /**
   * The same by {@link Aulc#area(LearningCurve)}, which also suits curves whose rounds are not
   * equally far apart. <b>Departures.</b> Ours.
   *
   * @throws IllegalArgumentException if the label counts differ
   */
  public static Reusability byArea(LearningCurve random, LearningCurve own, LearningCurve foreign) {
    sameLabels(random, own);
    sameLabels(random, foreign);
    return new Reusability(Aulc.area(random), Aulc.area(own), Aulc.area(foreign));
  }

  private static void sameLabels(LearningCurve one, LearningCurve other) {
    if (!one.labels().equals(other.labels())) {
      throw new IllegalArgumentException(
          "curves must have the same label counts: '"
              + one.name()
              + "' has "
              + one.labels()
              + ", '"
              + other.name()
              + "' has "
              + other.labels()
              + "; resample them");
    }
  }

  /** The number; empty if the successor's own acquisition has the area of random choice. */
  public OptionalDouble value() {
    return own == random
        ? OptionalDouble.empty()
        : OptionalDouble.of((foreign - random) / (own - random) - 1);
  }

  /** Whether the successor's own acquisition does not beat random choice. */
  public boolean misleads() {
    return own <= random;
  }
}
