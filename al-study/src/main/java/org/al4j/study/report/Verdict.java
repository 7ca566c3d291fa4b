package org.al4j.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    summary
        .contrasts()
        .forEach(
            contrast -> details.add(ContrastText.of(contrast, summary.score(), summary.counted())));
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

  private static String alone(Summary summary) {
    String other =
        summary.baseline().name().equals("random") ? "another strategy, such as margin," : "random";
    return String.format(
        Locale.ROOT,
        "%s has %s %s in the mean over the run and %s with all %d %s. Add %s to the strategies"
            + " to see what the choice of texts is worth.",
        summary.baseline().name(),
        summary.score(),
        Spread.number(Aulc.area(summary.baseline())),
        Spread.number(summary.baseline().last().mean()),
        summary.baseline().labels().get(summary.baseline().labels().size() - 1),
        summary.counted(),
        other);
  }

  private static String floor(StudyResult.Constant majority, Summary summary) {
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
