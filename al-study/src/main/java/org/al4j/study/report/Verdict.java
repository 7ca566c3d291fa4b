package org.al4j.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.Aulc;

/**
 * What a study shows, in words. A difference is called one only where its interval excludes zero,
 * so never with fewer than {@link Spread#SEEDS} seeds.
 *
 * @param headline the main sentence
 * @param details a line per strategy, then what else is to be known
 */
record Verdict(String headline, List<String> details) {
  /** Copies the list. */
  Verdict {
    details = List.copyOf(details);
  }

  static Verdict of(Summary summary) {
    List<String> details = new ArrayList<>();
    summary.contrasts().forEach(contrast -> details.add(detail(contrast, summary.score())));
    if (summary.contrasts().isEmpty()) {
      details.add(alone(summary));
    }
    if (summary.seeds() < Spread.SEEDS) {
      details.add(
          "An interval needs at least "
              + Spread.SEEDS
              + " seeds; run the study again with 5 or more.");
    }
    summary.majority().ifPresent(majority -> details.add(floor(majority, summary)));
    return new Verdict(headline(summary), details);
  }

  private static String headline(Summary summary) {
    if (summary.contrasts().isEmpty()) {
      return summary.baseline().name()
          + " ends with "
          + summary.score()
          + " "
          + Spread.number(summary.baseline().last().mean())
          + "; there is nothing to compare it with.";
    }
    List<String> better = names(summary, Contrast.Finding.BETTER);
    List<String> worse = names(summary, Contrast.Finding.WORSE);
    String baseline = summary.baseline().name();
    if (better.isEmpty() && worse.isEmpty()) {
      boolean equal =
          summary.contrasts().stream().allMatch(one -> one.finding() == Contrast.Finding.EQUAL);
      return equal
          ? "There is no difference: every strategy has the scores of " + baseline + "."
          : "No difference from "
              + baseline
              + " can be shown with "
              + Summary.count(summary.seeds(), "seed")
              + ".";
    }
    List<String> sentences = new ArrayList<>();
    if (!better.isEmpty()) {
      sentences.add("Better than " + baseline + ": " + String.join(", ", better) + ".");
    }
    if (!worse.isEmpty()) {
      sentences.add("Worse than " + baseline + ": " + String.join(", ", worse) + ".");
    }
    return String.join(" ", sentences);
  }

  private static List<String> names(Summary summary, Contrast.Finding finding) {
    return summary.contrasts().stream()
        .filter(contrast -> contrast.finding() == finding)
        .map(Contrast::name)
        .toList();
  }

  private static String detail(Contrast contrast, String score) {
    return switch (contrast.finding()) {
      case EQUAL ->
          contrast.name()
              + " has the same scores as "
              + contrast.baseline().name()
              + " in every round and seed.";
      case OPEN -> open(contrast, score) + end(contrast);
      case BETTER, WORSE -> shown(contrast, score) + end(contrast);
    };
  }

  private static String end(Contrast contrast) {
    List<Integer> labels = contrast.baseline().labels();
    return String.format(
        Locale.ROOT,
        " With all %d labels it reaches %s against %s.",
        labels.get(labels.size() - 1),
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

  private static String shown(Contrast contrast, String score) {
    Spread difference = contrast.difference();
    boolean better = contrast.isAhead();
    return String.format(
        Locale.ROOT,
        "%s %s It is %s in %d of %s; the difference in mean %s over the run is %s, 95 %% interval"
            + " %s.",
        contrast.name(),
        labels(contrast, score),
        better ? "better" : "worse",
        better ? contrast.wins() : contrast.losses(),
        Summary.count(difference.seeds(), "seed"),
        score,
        Spread.signed(difference.mean()),
        difference.interval());
  }

  /** How many labels it needs, after its name. */
  private static String labels(Contrast contrast, String score) {
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
        "needs about %.0f labels where %s needs %.0f to reach %s%s.",
        mine.getAsDouble(),
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

  private static String alone(Summary summary) {
    String other =
        summary.baseline().name().equals("random") ? "another strategy, such as margin," : "random";
    return String.format(
        Locale.ROOT,
        "%s has %s %s in the mean over the run and %s with all %d labels. Add %s to the strategies"
            + " to see what the choice of texts is worth.",
        summary.baseline().name(),
        summary.score(),
        Spread.number(Aulc.area(summary.baseline())),
        Spread.number(summary.baseline().last().mean()),
        summary.baseline().labels().get(summary.baseline().labels().size() - 1),
        other);
  }

  private static String floor(Majority majority, Summary summary) {
    Score score = summary.direction();
    List<String> below =
        summary.curves().stream()
            .filter(curve -> !score.isBetter(curve.last().mean(), majority.score()))
            .map(curve -> curve.name())
            .toList();
    return "Always answering "
        + majority.answer()
        + ", gives "
        + summary.score()
        + " "
        + Spread.number(majority.score())
        + (below.isEmpty()
            ? "."
            : "; not "
                + (score.higherIsBetter() ? "above" : "below")
                + " that at the end: "
                + String.join(", ", below)
                + ".");
  }
}
