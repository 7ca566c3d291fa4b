package org.al4j.study.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the comparison of a strategy with the baseline shows, in a sentence or two. */
final class ContrastText {
  private ContrastText() {}

  /**
   * The sentences.
   *
   * @param counted what numbers of labels are called
   */
  static String of(Contrast contrast, String score, String counted) {
    return switch (contrast.finding()) {
      case EQUAL ->
          contrast.name()
              + " has the same scores as "
              + contrast.baseline().name()
              + " in every round and seed.";
      case OPEN -> open(contrast, score) + end(contrast, counted);
      case BETTER, WORSE -> shown(contrast, score, counted) + end(contrast, counted);
    };
  }

  private static String end(Contrast contrast, String counted) {
    List<Integer> labels = contrast.baseline().labels();
    return String.format(
        Locale.ROOT,
        " With all %d %s it reaches %s against %s.",
        labels.get(labels.size() - 1),
        counted,
        Spread.number(contrast.strategy().last().mean()),
        Spread.number(contrast.baseline().last().mean()));
  }

  private static String open(Contrast contrast, String score) {
    Spread difference = contrast.difference();
    return String.format(
        Locale.ROOT,
        "%s: no difference from %s can be shown with %s. Its mean %s over the run is %s %s; it is"
            + " better in %d of %s.",
        contrast.name(),
        contrast.baseline().name(),
        Summary.count(difference.seeds(), "seed"),
        score,
        apart(difference),
        difference.half().isPresent()
            ? "(95 % interval " + difference.interval() + ", which includes 0)"
            : difference.seeds() == 1 ? "in this one run" : "averaged over the seeds",
        contrast.wins(),
        Summary.count(difference.seeds(), "seed"));
  }

  private static String apart(Spread difference) {
    return (difference.mean() < 0 ? "lower by " : "higher by ")
        + Spread.number(Math.abs(difference.mean()));
  }

  private static String shown(Contrast contrast, String score, String counted) {
    Spread difference = contrast.difference();
    boolean better = contrast.isAhead();
    return String.format(
        Locale.ROOT,
        "%s %s It is %s in %d of %s; the difference in mean %s over the run is %s, 95 %% interval"
            + " %s.",
        contrast.name(),
        labels(contrast, score, counted),
        better ? "better" : "worse",
        better ? contrast.wins() : contrast.losses(),
        Summary.count(difference.seeds(), "seed"),
        score,
        Spread.signed(difference.mean()),
        difference.interval());
  }

  /** How many labels it needs, after its name. */
  private static String labels(Contrast contrast, String score, String counted) {
    String target = score + " " + Spread.number(contrast.target());
    OptionalDouble mine = contrast.saved().strategyLabels();
    String baseline = contrast.baseline().name();
    if (mine.isEmpty()) {
      return (contrast.isAhead() ? "is ahead over the run but " : "")
          + "does not reach "
          + target
          + ", where "
          + baseline
          + " ends.";
    }
    double theirs = contrast.saved().baselineLabels().orElseThrow();
    return String.format(
        Locale.ROOT,
        "needs about %.0f %s where %s needs %.0f to reach %s%s.",
        mine.getAsDouble(),
        counted,
        baseline,
        theirs,
        target,
        percent(mine.getAsDouble() / theirs - 1));
  }

  private static String percent(double change) {
    long percent = Math.round(100 * change);
    return percent == 0
        ? ""
        : String.format(
            Locale.ROOT, " (%d %% %s)", Math.abs(percent), percent < 0 ? "fewer" : "more");
  }
}
