package org.al4j.strategies.stopping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.log.Iteration;

/**
 * What further labels would change, told after a round: <i>another 100 labels would change fewer
 * than 3.0 % of the predictions</i>.
 *
 * <p><b>Formula.</b> Of a stop set of m texts the last d labels changed a share c of the
 * predictions. As many labels again change about c, and L labels at most {@code u L / d}: changes
 * add up at most, so a share that does not grow from round to round grows at most in proportion. u
 * is the upper end of Wilson's one-sided 95 % interval of c, since the stop set is a sample:
 *
 * <pre>{@code u = (c + z^2 / 2m + z sqrt(c (1 - c) / m + z^2 / 4m^2)) / (1 + z^2 / m), z = 1.645}
 * </pre>
 *
 * <p><b>Needs</b>: the scores of a {@link StopSet}, from the second round on. <b>Cost</b>: none.
 *
 * <p><b>Source</b>: Zhu and Hovy 2007 for the share of changed predictions, Wilson 1927 for its
 * interval. <b>Departures</b>: the forecast is ours, and a rule of thumb: it holds while labels
 * change no more than the last ones did, and can be missed in a round that happens to change more.
 *
 * @param last d, the labels of the last round
 * @param changed c, the share of the predictions that they changed, in [0, 1]
 * @param labels L, how many further labels the advice is about
 * @param atMost share of the predictions that these would change at most, in [0, 1]
 */
public record StopAdvice(int last, double changed, int labels, double atMost) {
  /** From here on nothing is promised. */
  private static final double UNSETTLED = 0.5;

  private static final double Z = 1.6448536269514722;

  /**
   * The advice after the last round of a history; empty before there are two models to compare,
   * after a round without new labels, and without a stop set.
   *
   * @param stopSet m, the texts of the stop set
   * @param labels L, at least 1
   */
  public static Optional<StopAdvice> of(List<Iteration> history, int stopSet, int labels) {
    StoppingChecks.requirePositive("a number of texts in a stop set", stopSet);
    StoppingChecks.requirePositive("a number of further labels", labels);
    if (history.size() < 2) {
      return Optional.empty();
    }
    Iteration now = history.get(history.size() - 1);
    Double changed = now.scores().get(StopSet.CHANGED);
    int last = now.labelled() - history.get(history.size() - 2).labelled();
    if (changed == null || last <= 0) {
      return Optional.empty();
    }
    double times = (double) labels / last;
    return Optional.of(
        new StopAdvice(last, changed, labels, Math.min(1, upper(changed, stopSet) * times)));
  }

  /**
   * Upper end of Wilson's one-sided 95 % interval.
   *
   * @param share observed, in [0, 1]
   * @param count of how many it is the share
   */
  static double upper(double share, int count) {
    double part = Z * Z / count;
    double root = Math.sqrt(share * (1 - share) / count + part / (4 * count));
    return (share + part / 2 + Z * root) / (1 + part);
  }

  /** The share of the predictions that would change in proportion, in [0, 1]. */
  public double expected() {
    return Math.min(1, changed * labels / last);
  }

  /** Whether the predictions have settled enough for a promise. */
  public boolean isSettled() {
    return atMost < UNSETTLED;
  }

  /** One sentence without a full stop, of labels. */
  public String text() {
    return text("labels");
  }

  /**
   * One sentence without a full stop.
   *
   * @param counted what the history counts: {@code labels}, {@code tokens}
   */
  public String text(String counted) {
    return isSettled()
        ? String.format(
            Locale.ROOT,
            "another %d %s would change fewer than %s of the predictions (about %s)",
            labels,
            counted,
            percent(Math.ceil(1000 * atMost) / 1000),
            percent(expected()))
        : String.format(
            Locale.ROOT,
            "the predictions have not settled: the last %d %s changed %s of them",
            last,
            counted,
            percent(changed));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
