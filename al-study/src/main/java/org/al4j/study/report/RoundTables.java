package org.al4j.study.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.Picked;

/** What happened in each round, one column per strategy, means over the seeds. */
record RoundTables(StudyResult study, Summary summary) {
  /** With more classes their shares are left to {@code picked.csv}. */
  private static final int MOST_CLASSES = 12;

  /** Time to train and to select. */
  Table seconds() {
    return perRound(
        "seconds per round, "
            + over()
            + ": training / scoring the pool to select the round's texts",
        (result, round) ->
            mean(result, round, Iteration::fitSeconds, "%.2f")
                + " / "
                + mean(result, round, Iteration::selectSeconds, "%.2f"));
  }

  /**
   * Training loss; empty if no fit reported any, or if a run was recorded by a version of which it
   * is not known whether losses were sums.
   */
  Optional<Table> losses() {
    boolean any =
        runs().stream()
            .flatMap(run -> run.history().stream())
            .anyMatch(iteration -> !Double.isNaN(iteration.fitLoss()));
    boolean old =
        study.kind() == ClassLabel.class
            && runs().stream().anyMatch(run -> run.confusion().isEmpty());
    if (!any || old) {
      return Optional.empty();
    }
    return Optional.of(
        perRound(
            "training loss per text in the fit's last update, " + over(),
            (result, round) -> mean(result, round, Iteration::fitLoss, "%.4f")));
  }

  /** The forward passes that pool subsampling made and saved; empty without it. */
  Optional<Table> passes() {
    return PassesTable.of(study, Summary.count(summary.seeds(), "seed"));
  }

  /**
   * How wrong the model was about what was queried; empty unless every query of a strategy has what
   * the model said.
   */
  Optional<Table> surprises() {
    List<StudyResult.StrategyResult> known =
        study.results().stream()
            .filter(result -> result.seeds().stream().allMatch(RoundTables::said))
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    List<String> head = new ArrayList<>(List.of("query"));
    known.forEach(result -> head.add(result.strategy()));
    List<List<String>> rows = new ArrayList<>();
    int queries = known.get(0).seeds().get(0).queries().size();
    for (int i = 1; i < queries; i++) {
      int query = i;
      List<String> row = new ArrayList<>(List.of(Integer.toString(i)));
      known.forEach(result -> row.add(wrong(result, query, query + 1)));
      rows.add(row);
    }
    List<String> total = new ArrayList<>(List.of("all"));
    known.forEach(result -> total.add(wrong(result, 1, queries)));
    rows.add(total);
    return Optional.of(new Table(Said.of(study).caption(), head, rows));
  }

  /**
   * How sure the models that selected were of what they selected, and how wrong; empty where it is
   * not known of every strategy.
   */
  Optional<Table> beliefs() {
    boolean known =
        runs().stream()
            .allMatch(
                run ->
                    run.picked().size() > 1
                        && run.picked().stream()
                            .skip(1)
                            .flatMap(List::stream)
                            .allMatch(one -> one.loss().isPresent()));
    if (!known) {
      return Optional.empty();
    }
    List<String> head = new ArrayList<>(List.of("query"));
    study.results().forEach(result -> head.add(result.strategy()));
    List<List<String>> rows = new ArrayList<>();
    int queries = runs().stream().mapToInt(run -> run.picked().size()).min().orElse(0);
    for (int i = 1; i < queries; i++) {
      int query = i;
      List<String> row = new ArrayList<>(List.of(Integer.toString(i)));
      study
          .results()
          .forEach(
              result ->
                  row.add(
                      mean(result, query, one -> one.confidence().orElse(Double.NaN))
                          + " / "
                          + mean(result, query, one -> one.loss().orElse(Double.NaN))));
      rows.add(row);
    }
    return Optional.of(
        new Table(
            "confidence in what was selected / loss of it (-ln p of its label), by the model that"
                + " selected, "
                + over(),
            head,
            rows));
  }

  private static String mean(
      StudyResult.StrategyResult result, int query, ToDoubleFunction<Picked> number) {
    double mean =
        result.seeds().stream()
            .mapToDouble(
                run ->
                    run.picked().get(query).stream()
                        .mapToDouble(number)
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN))
            .average()
            .orElse(Double.NaN);
    return String.format(Locale.ROOT, "%.3f", mean);
  }

  /** The share of each class in each query, a table for each strategy; none without classes. */
  List<Table> pickedClasses() {
    List<String> classes = study.classes().labels();
    boolean known = runs().stream().allMatch(run -> run.queries().size() > 1);
    return classes.isEmpty() || classes.size() > MOST_CLASSES || !known
        ? List.of()
        : study.results().stream().map(result -> shares(result, classes)).toList();
  }

  private Table shares(StudyResult.StrategyResult result, List<String> classes) {
    List<String> head = new ArrayList<>(List.of("query"));
    classes.forEach(name -> head.add(Excerpt.label(name)));
    List<List<String>> rows = new ArrayList<>();
    int queries = result.seeds().stream().mapToInt(run -> run.queries().size()).min().orElse(0);
    for (int i = 0; i < queries; i++) {
      int query = i;
      List<String> all =
          result.seeds().stream()
              .flatMap(run -> run.queries().get(query).texts().stream())
              .flatMap(text -> text.classes().stream())
              .toList();
      List<String> row = new ArrayList<>(List.of(Integer.toString(i)));
      for (String name : classes) {
        double count = Collections.frequency(all, name);
        row.add(
            all.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * count / all.size()));
      }
      rows.add(row);
    }
    return new Table(
        result.strategy() + ": share of each class in what was selected, all seeds together",
        head,
        rows);
  }

  /** Whether there is a query by a model, and each such query has what the model said. */
  static boolean said(StudyResult.SeedResult run) {
    return run.queries().size() > 1
        && run.queries().stream()
            .skip(1)
            .flatMap(query -> query.texts().stream())
            .noneMatch(text -> text.guesses().isEmpty());
  }

  private String wrong(StudyResult.StrategyResult result, int from, int to) {
    List<StudyResult.QueriedText> texts =
        result.seeds().stream()
            .flatMap(
                run -> run.queries().subList(from, Math.min(to, run.queries().size())).stream())
            .flatMap(query -> query.texts().stream())
            .toList();
    return texts.isEmpty() ? "" : Said.of(study).wrong(texts);
  }

  private String over() {
    return summary.seeds() == 1 ? "1 seed" : "mean of " + summary.seeds() + " seeds";
  }

  private List<StudyResult.SeedResult> runs() {
    return study.results().stream().flatMap(result -> result.seeds().stream()).toList();
  }

  private Table perRound(
      String caption, BiFunction<StudyResult.StrategyResult, Integer, String> cell) {
    List<String> head = new ArrayList<>(List.of("labelled"));
    study.results().forEach(result -> head.add(result.strategy()));
    List<List<String>> rows = new ArrayList<>();
    List<Integer> labels = summary.baseline().labels();
    for (int round = 0; round < labels.size(); round++) {
      List<String> row = new ArrayList<>(List.of(labels.get(round).toString()));
      for (StudyResult.StrategyResult result : study.results()) {
        row.add(cell.apply(result, round));
      }
      rows.add(row);
    }
    return new Table(caption, head, rows);
  }

  private static String mean(
      StudyResult.StrategyResult result,
      int round,
      ToDoubleFunction<Iteration> number,
      String form) {
    double mean =
        result.seeds().stream()
            .mapToDouble(run -> number.applyAsDouble(run.history().get(round)))
            .average()
            .orElse(0);
    return Double.isNaN(mean) ? "" : String.format(Locale.ROOT, form, mean);
  }
}
