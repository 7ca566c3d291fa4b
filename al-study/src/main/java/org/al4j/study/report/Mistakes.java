package org.al4j.study.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.al4j.metrics.ConfusionMatrix;

/**
 * Which classes the last models of a strategy take for which, summed over the seeds.
 *
 * @param labels the classes
 * @param matrices one for each seed
 */
record Mistakes(List<String> labels, List<ConfusionMatrix> matrices) {
  /** The most classes that a confusion matrix is shown for as a whole. */
  static final int GRID = 12;

  private static final int PAIRS = 20;

  /** A mistake: so many test texts of class {@code actual} were predicted as {@code predicted}. */
  record Pair(int actual, int predicted, long count) {}

  /** The mistakes summed over the seeds, the most frequent first, at most {@value #PAIRS}. */
  List<Pair> pairs() {
    List<Pair> all = new ArrayList<>();
    for (int actual = 0; actual < labels.size(); actual++) {
      for (int predicted = 0; predicted < labels.size(); predicted++) {
        long count = count(actual, predicted);
        if (actual != predicted && count > 0) {
          all.add(new Pair(actual, predicted, count));
        }
      }
    }
    all.sort(Comparator.comparingLong(Pair::count).reversed());
    return all.subList(0, Math.min(PAIRS, all.size()));
  }

  /** The most frequent mistakes as a table. */
  Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (Pair pair : pairs()) {
      rows.add(
          List.of(
              Excerpt.label(labels.get(pair.actual())),
              Excerpt.label(labels.get(pair.predicted())),
              Long.toString(pair.count()),
              String.format(
                  Locale.ROOT, "%.0f %%", 100.0 * pair.count() / support(pair.actual()))));
    }
    return new Table(
        "most confused pairs of " + labels.size() + " classes, " + over(),
        List.of("actual class", "predicted as", "test texts", "share of the class"),
        rows);
  }

  /** Test texts of a class that were predicted as another or the same, summed over the seeds. */
  long count(int actual, int predicted) {
    return matrices.stream().mapToLong(matrix -> matrix.count(actual, predicted)).sum();
  }

  /** Test texts of a class, summed over the seeds. */
  long support(int actual) {
    return matrices.stream().mapToLong(matrix -> matrix.support(actual)).sum();
  }

  /** For example {@code sum of 5 seeds}. */
  String over() {
    return Summary.over("sum of ", matrices.size());
  }
}
