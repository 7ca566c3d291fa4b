package org.al4j.study.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.strategies.stopping.StopAdvice;
import org.al4j.strategies.stopping.StopSet;
import org.al4j.study.advice.Saving;
import org.al4j.study.advice.SavingText;
import org.al4j.study.advice.StopText;

/**
 * What the study means for labelling: what it would have saved, when to stop, and what further
 * labels would have changed.
 */
record AdviceSection(StudyResult study, Summary summary) {
  /** Writes the sentences and, of a study with a stop set, what each batch changed. */
  void write(Html page) {
    sentences()
        .forEach(
            (head, lines) -> {
              page.element("h2", head).raw("<ul>");
              lines.forEach(line -> page.element("li", line));
              page.raw("</ul>");
            });
    changes().ifPresent(page::table);
  }

  /** Sentences by their heading. */
  Map<String, List<String>> sentences() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("What it would have saved", saved());
    List<String> stops = stops();
    if (!stops.isEmpty()) {
      all.put("When to stop", stops);
    }
    return all;
  }

  private List<String> saved() {
    List<String> lines = new ArrayList<>();
    for (Saving saving : summary.savings()) {
      lines.add(SavingText.of(saving, study.price(), summary.counted()));
    }
    if (lines.isEmpty()) {
      lines.add("There is nothing to compare with; add random or another strategy to see it.");
    }
    study.results().forEach(result -> lines.add(waiting(result)));
    return lines;
  }

  /** What people wait for between two batches; the first fit is one of the first batch. */
  private String waiting(StudyResult.StrategyResult result) {
    double[] seconds =
        result.seeds().stream()
            .flatMap(run -> run.history().stream().skip(1))
            .mapToDouble(round -> round.fitSeconds() + round.selectSeconds())
            .toArray();
    OptionalDouble mean = IntStream.range(0, seconds.length).mapToDouble(i -> seconds[i]).average();
    double most = IntStream.range(0, seconds.length).mapToDouble(i -> seconds[i]).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "%s took %.2f s a round to train and select here, %.2f s at most.",
        result.strategy(),
        mean.orElse(0),
        most);
  }

  private List<String> stops() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < study.results().size(); i++) {
      StudyResult.StrategyResult result = study.results().get(i);
      LearningCurve curve = summary.curves().get(i);
      int criteria = result.seeds().get(0).advice().stops().size();
      for (int at = 0; at < criteria; at++) {
        int which = at;
        StopText text =
            StopText.of(
                curve,
                result.seeds().stream()
                    .sorted((a, b) -> Long.compare(a.seed(), b.seed()))
                    .map(run -> run.advice().stops().get(which))
                    .toList());
        lines.add(result.strategy() + ": " + text.text(study.score(), summary.counted()));
      }
      end(result).ifPresent(lines::add);
    }
    return lines;
  }

  /** The advice after the last round of the first run. */
  private Optional<String> end(StudyResult.StrategyResult result) {
    StudyResult.SeedResult run = result.seeds().get(0);
    return advice(run, run.history().size() - 1, summary.inTokens() ? 1000 : 100)
        .map(
            one ->
                result.strategy()
                    + ", after the last round of seed "
                    + run.seed()
                    + ": "
                    + one.text(summary.counted())
                    + ".");
  }

  private static Optional<StopAdvice> advice(StudyResult.SeedResult run, int round, int labels) {
    int texts = run.advice().stopSet();
    return texts == 0 || labels < 1
        ? Optional.empty()
        : StopAdvice.of(run.history().subList(0, round + 1), texts, labels);
  }

  /** What each batch changed on the stop set, and what the advice of the round before allowed. */
  private Optional<Table> changes() {
    if (study.results().stream()
        .flatMap(result -> result.seeds().stream())
        .allMatch(run -> run.advice().stopSet() == 0)) {
      return Optional.empty();
    }
    List<String> head = new ArrayList<>(List.of("labelled"));
    study.results().forEach(result -> head.add(result.strategy()));
    List<List<String>> rows = new ArrayList<>();
    List<Integer> labels = summary.baseline().labels();
    for (int round = 1; round < labels.size(); round++) {
      List<String> row = new ArrayList<>(List.of(labels.get(round).toString()));
      for (StudyResult.StrategyResult result : study.results()) {
        row.add(changed(result, round));
      }
      rows.add(row);
    }
    return Optional.of(
        new Table(
            "share of the stop set's predictions that the batch before changed / that the advice"
                + " of the round before allowed at most, means; "
                + kept(),
            head,
            rows));
  }

  private String changed(StudyResult.StrategyResult result, int round) {
    double changed = 0;
    double allowed = 0;
    int advised = 0;
    for (StudyResult.SeedResult run : result.seeds()) {
      changed += changed(run, round) / result.seeds().size();
      Optional<StopAdvice> before = before(run, round);
      allowed += before.map(StopAdvice::atMost).orElse(0.0);
      advised += before.isPresent() ? 1 : 0;
    }
    return percent(changed) + (advised == 0 ? "" : " / " + percent(allowed / advised));
  }

  /** How often the advice was kept, which is a rule of thumb. */
  private String kept() {
    int kept = 0;
    int all = 0;
    for (StudyResult.StrategyResult result : study.results()) {
      for (StudyResult.SeedResult run : result.seeds()) {
        for (int round = 2; round < run.history().size(); round++) {
          Optional<StopAdvice> before = before(run, round);
          all += before.isPresent() ? 1 : 0;
          kept += before.isPresent() && changed(run, round) <= before.get().atMost() ? 1 : 0;
        }
      }
    }
    return "it was kept in " + kept + " of " + all + " rounds";
  }

  /** The advice of the round before about the labels of this one. */
  private static Optional<StopAdvice> before(StudyResult.SeedResult run, int round) {
    List<Iteration> history = run.history();
    int labels = history.get(round).labelled() - history.get(round - 1).labelled();
    return advice(run, round - 1, labels);
  }

  private static double changed(StudyResult.SeedResult run, int round) {
    return run.history().get(round).scores().getOrDefault(StopSet.CHANGED, Double.NaN);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
