package org.al4j.study.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.Estimate;

/**
 * What a search found.
 *
 * @param score by which the learners were ranked
 * @param labelled how many examples were dealt into folds
 * @param ranked the best first; of equals the one that was tried first
 */
public record SearchResult(Score score, int labelled, List<Tried> ranked) {
  /** Ranks; refuses nothing. */
  public SearchResult {
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException("ranked must have at least one learner");
    }
    List<Tried> sorted = new ArrayList<>(ranked);
    sorted.sort(Comparator.comparingDouble((Tried one) -> -score.oriented(one.mean())));
    ranked = List.copyOf(sorted);
  }

  /**
   * A learner that was tried.
   *
   * @param learner its description
   * @param order when it was tried, from 0
   * @param folds the score of each fold
   * @param seconds that all folds took, training and measuring
   */
  public record Tried(String learner, int order, List<Double> folds, double seconds) {
    /** Copies the list. */
    public Tried {
      folds = List.copyOf(folds);
    }

    /** Over the folds. */
    public double mean() {
      return estimate().mean();
    }

    Estimate estimate() {
      return Estimate.of(folds.stream().mapToDouble(one -> one).toArray());
    }

    /** Of the mean: the folds' standard deviation over the root of their number. */
    public double standardError() {
      double[] values = folds.stream().mapToDouble(one -> one).toArray();
      double mean = Arrays.stream(values).average().orElse(0);
      double squares = Arrays.stream(values).map(one -> (one - mean) * (one - mean)).sum();
      return Math.sqrt(squares / (values.length - 1) / values.length);
    }
  }

  /** The learner with the best mean. */
  public String best() {
    return ranked.get(0).learner();
  }

  /**
   * Those whose mean is at most one standard error of the best's behind it, the best among them, in
   * the order in which they were tried (Breiman et al. 1984): cross-validation cannot tell them
   * apart, so the simplest or cheapest of them is as good a choice.
   */
  public List<Tried> withinOneError() {
    Tried best = ranked.get(0);
    double least = score.oriented(best.mean()) - best.standardError();
    return ranked.stream()
        .filter(one -> score.oriented(one.mean()) >= least)
        .sorted(Comparator.comparingInt(Tried::order))
        .toList();
  }

  /** The ranking as a table in Markdown, without times, and what can be told from it. */
  public String text() {
    StringBuilder out = new StringBuilder();
    int folds = ranked.get(0).folds().size();
    out.append(
        String.format(
            Locale.ROOT,
            "| | learner | %s, mean of %d folds | 95 %% interval |\n",
            score.name(),
            folds));
    out.append("|---:|---|---:|---:|\n");
    for (int i = 0; i < ranked.size(); i++) {
      Tried one = ranked.get(i);
      out.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %.4f | %s |\n",
              i + 1,
              one.learner().replace("|", "\\|"),
              one.mean(),
              interval(one.estimate())));
    }
    return out.append('\n').append(note()).append('\n').toString();
  }

  private static String interval(Estimate estimate) {
    return estimate.shownHalfWidth().isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.4f to %.4f",
            estimate.lower().getAsDouble(),
            estimate.upper().getAsDouble());
  }

  private String note() {
    List<Tried> close = withinOneError();
    String best = "best: " + best();
    return close.size() == 1
        ? best + "; no other is within one standard error of it"
        : String.format(
            Locale.ROOT,
            "%s; %d of %d are within one standard error (%.4f) of it, which %d labels cannot tell"
                + " apart; the first of these that was tried: %s",
            best,
            close.size(),
            ranked.size(),
            ranked.get(0).standardError(),
            labelled,
            close.get(0).learner());
  }
}
