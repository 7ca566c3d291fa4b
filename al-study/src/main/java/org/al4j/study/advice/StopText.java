package org.al4j.study.advice;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;

/**
 * Where a criterion would have stopped the runs of a strategy, in words.
 *
 * @param criterion as it was named
 * @param runs how many runs there are
 * @param stopped in how many it would have stopped before the end
 * @param labels labels there, over these runs; means nothing if there are none
 * @param quality score there
 * @param left labels that these runs had after it, in the mean
 * @param gain the last score less that at the stop
 */
public record StopText(
    String criterion,
    int runs,
    int stopped,
    Estimate labels,
    Estimate quality,
    double left,
    Estimate gain) {
  /**
   * Sums up the runs of a strategy.
   *
   * @param curve the runs' scores
   * @param points where the criterion would have stopped each of them, in the order of the curve's
   *     seeds
   */
  public static StopText of(LearningCurve curve, List<StopPoint> points) {
    List<SeedCurve> seeds = curve.seeds();
    int[] fired =
        IntStream.range(0, points.size()).filter(i -> points.get(i).round().isPresent()).toArray();
    double[] labels = new double[fired.length];
    double[] quality = new double[fired.length];
    double[] gain = new double[fired.length];
    double left = 0;
    int last = curve.labels().size() - 1;
    for (int i = 0; i < fired.length; i++) {
      int round = points.get(fired[i]).round().getAsInt();
      SeedCurve seed = seeds.get(fired[i]);
      labels[i] = seed.labels().get(round);
      quality[i] = seed.qualities().get(round);
      gain[i] = seed.qualities().get(last) - quality[i];
      left += (seed.labels().get(last) - labels[i]) / fired.length;
    }
    return new StopText(
        points.get(0).criterion(),
        points.size(),
        fired.length,
        estimate(labels),
        estimate(quality),
        left,
        estimate(gain));
  }

  private static Estimate estimate(double[] values) {
    return values.length == 0 ? Estimate.of(0) : Estimate.of(values);
  }

  /**
   * One or two sentences, behind the strategy's name.
   *
   * @param score what the curve is of
   * @param counted what its numbers of labels count: {@code labels}, {@code tokens}
   */
  public String text(Score score, String counted) {
    if (stopped == 0) {
      return criterion
          + " would not have stopped "
          + (runs == 1 ? "the run" : "any of the " + runs + " runs")
          + ".";
    }
    String where =
        String.format(
            Locale.ROOT,
            "%s would have stopped%s at %.0f %s%s, with %s %.3f.",
            criterion,
            stopped == runs ? "" : " " + stopped + " of " + runs + " runs",
            labels.mean(),
            counted,
            labels.halfWidth().orElse(0) == 0 ? "" : " on average",
            score.name(),
            quality.mean());
    return Math.round(left) == 0
        ? where + " That was the end of the run."
        : where + rest(score, counted);
  }

  private String rest(Score score, String counted) {
    String interval =
        gain.shownHalfWidth().isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                ", 95 %% interval %+.3f to %+.3f",
                gain.lower().orElseThrow(),
                gain.upper().orElseThrow());
    return String.format(
        Locale.ROOT,
        " The remaining %.0f %s brought %+.3f%s%s.",
        left,
        counted,
        gain.mean(),
        score.higherIsBetter() ? "" : " (less is better)",
        interval);
  }
}
