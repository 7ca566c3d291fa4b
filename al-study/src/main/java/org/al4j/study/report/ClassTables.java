package org.al4j.study.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.metrics.ConfusionMatrix;
import org.al4j.metrics.PrecisionRecallF1;

/**
 * A strategy's runs class by class, after the last round: what was labelled, and what the last
 * models make of the test part.
 *
 * @param classes of the study
 * @param result runs that all have a confusion matrix, or for sets of classes scores by class
 * @param spans whether the classes are types of spans
 */
record ClassTables(StudyResult.Classes classes, StudyResult.StrategyResult result, boolean spans) {
  /** The most classes that a table has a row for. */
  static final int ROWS = 60;

  /** What a class is called. */
  static String noun(boolean spans) {
    return spans ? "type" : "class";
  }

  /** Whether it is known what a strategy's last models make of the test part. */
  static boolean known(StudyResult study, StudyResult.StrategyResult result) {
    int classes = study.classes().labels().size();
    return study.kind() == ClassLabel.class
        ? result.seeds().stream()
            .allMatch(run -> run.confusion().filter(one -> one.classes() == classes).isPresent())
        : result.seeds().stream().allMatch(run -> run.perClass().size() == classes);
  }

  /**
   * Support, labels, precision, recall and F1, means over the seeds; at most {@link #ROWS} rows.
   */
  Table scores() {
    List<List<String>> rows = new ArrayList<>();
    List<Integer> shown = shown();
    Map<String, Double> labelled = labelled();
    for (int index : shown) {
      int at = index;
      String name = classes.labels().get(index);
      rows.add(
          List.of(
              Excerpt.label(name),
              Integer.toString(classes.test().get(index)),
              mean(labelled.getOrDefault(name, 0.0)),
              score(at, PrecisionRecallF1::precision),
              score(at, PrecisionRecallF1::recall),
              score(at, PrecisionRecallF1::f1)));
    }
    rows.add(
        List.of(
            "all (scores: mean)",
            Integer.toString(classes.test().stream().mapToInt(Integer::intValue).sum()),
            mean(labelled.values().stream().mapToDouble(Double::doubleValue).sum()),
            macro(PrecisionRecallF1::precision),
            macro(PrecisionRecallF1::recall),
            macro(PrecisionRecallF1::f1)));
    String cut =
        shown.size() < classes.labels().size()
            ? "; the " + shown.size() + " lowest F1 of " + classes.labels().size() + " classes"
            : "";
    return new Table(
        result.strategy() + " after the last round, " + over("mean of ") + cut,
        List.of(
            noun(spans),
            spans ? "test spans" : "test texts",
            "labelled",
            "precision",
            "recall",
            "F1"),
        rows);
  }

  /** A row of numbers for each run and class: {@code strategy,seed,class,...,f1}. */
  void csv(CsvWriter csv) {
    for (StudyResult.SeedResult run : result.seeds()) {
      Map<String, Double> labelled = labelled(List.of(run));
      for (int index = 0; index < classes.labels().size(); index++) {
        String name = classes.labels().get(index);
        PrecisionRecallF1 scores = of(run, index);
        csv.writeRecord(
            result.strategy(),
            Long.toString(run.seed()),
            name,
            Integer.toString(classes.test().get(index)),
            String.format(Locale.ROOT, "%.0f", labelled.getOrDefault(name, 0.0)),
            Double.toString(scores.precision()),
            Double.toString(scores.recall()),
            Double.toString(scores.f1()));
      }
    }
  }

  private double f1(int index) {
    return mean(index, PrecisionRecallF1::f1);
  }

  /** Which classes were taken for which; empty for sets, of which it is not known. */
  Optional<Mistakes> confusion() {
    List<ConfusionMatrix> matrices =
        result.seeds().stream().flatMap(run -> run.confusion().stream()).toList();
    return matrices.size() == result.seeds().size()
        ? Optional.of(new Mistakes(classes.labels(), matrices))
        : Optional.empty();
  }

  /** How many texts of each class were labelled, by its name, means over the seeds. */
  Map<String, Double> labelled() {
    return labelled(result.seeds());
  }

  private static Map<String, Double> labelled(List<StudyResult.SeedResult> runs) {
    Map<String, Double> counts = new HashMap<>();
    runs.stream()
        .flatMap(run -> run.queries().stream())
        .flatMap(query -> query.texts().stream())
        .flatMap(text -> text.classes().stream())
        .forEach(name -> counts.merge(name, 1.0 / runs.size(), Double::sum));
    return counts;
  }

  /** For example {@code mean of 5 seeds}; without the word for one. */
  String over(String how) {
    return Summary.over(how, result.seeds().size());
  }

  /** A mean of counts: whole for one seed. */
  String mean(double count) {
    return String.format(Locale.ROOT, result.seeds().size() == 1 ? "%.0f" : "%.1f", count);
  }

  private static PrecisionRecallF1 of(StudyResult.SeedResult run, int index) {
    return run.confusion()
        .map(matrix -> matrix.of(index))
        .orElseGet(() -> run.perClass().get(index));
  }

  /** All classes in their order, or the worst where there are too many. */
  private List<Integer> shown() {
    List<Integer> all = IntStream.range(0, classes.labels().size()).boxed().toList();
    return all.size() <= ROWS
        ? all
        : all.stream()
            .filter(index -> classes.test().get(index) > 0)
            .sorted(Comparator.comparingDouble(this::f1))
            .limit(ROWS)
            .toList();
  }

  /** A class's mean score over the seeds; a dash for a class that the test part lacks. */
  String score(int index, ToDoubleFunction<PrecisionRecallF1> score) {
    return classes.test().get(index) == 0 ? "-" : Spread.number(mean(index, score));
  }

  /** The mean over the classes that the test part has. */
  private String macro(ToDoubleFunction<PrecisionRecallF1> score) {
    return Spread.number(
        IntStream.range(0, classes.labels().size())
            .filter(index -> classes.test().get(index) > 0)
            .mapToDouble(index -> mean(index, score))
            .average()
            .orElse(0));
  }

  private double mean(int index, ToDoubleFunction<PrecisionRecallF1> score) {
    return result.seeds().stream()
        .mapToDouble(run -> score.applyAsDouble(of(run, index)))
        .average()
        .orElseThrow();
  }
}
