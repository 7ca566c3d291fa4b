package org.al4j.study.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.al4j.core.data.TagSequence;
import org.al4j.metrics.PrecisionRecallF1;

/** The part of the page about classes: what each strategy labelled, scores, and confusion. */
final class ClassSection {
  /** With more strategies their tables are folded. */
  private static final int OPEN = 3;

  private static final int HEAD = 16;

  /** Longer names stand upright over a column. */
  private static final int SHORT = 6;

  private final StudyResult study;
  private final List<ClassTables> tables;

  ClassSection(StudyResult study) {
    this.study = study;
    this.tables =
        study.results().stream()
            .filter(result -> ClassTables.known(study, result))
            .map(result -> new ClassTables(study.classes(), result, spans()))
            .toList();
  }

  private boolean spans() {
    return study.kind() == TagSequence.class;
  }

  /** Scores of each run by class; empty where none are known. */
  Optional<String> csv() {
    if (study.classes().labels().isEmpty() || tables.isEmpty()) {
      return Optional.empty();
    }
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(
        "strategy",
        "seed",
        ClassTables.noun(spans()),
        spans() ? "test_spans" : "test_texts",
        "labelled",
        "precision",
        "recall",
        "f1");
    tables.forEach(one -> one.csv(csv));
    return Optional.of(out.toString());
  }

  /** Writes nothing where there are no classes. */
  void write(Html page) {
    if (study.classes().labels().isEmpty()) {
      return;
    }
    page.element("h2", spans() ? "Type by type" : "Class by class");
    if (tables.size() < study.results().size()) {
      List<String> missing =
          study.results().stream()
              .filter(result -> !ClassTables.known(study, result))
              .map(StudyResult.StrategyResult::strategy)
              .toList();
      page.element(
          "p",
          "Left out for "
              + String.join(", ", missing)
              + ": the last round was recorded by a version of al that did not keep what the model"
              + " predicted for the test part.");
    }
    if (tables.size() > 1) {
      page.table(overview());
    }
    for (ClassTables one : tables) {
      page.raw(tables.size() <= OPEN ? "<details open>" : "<details>");
      page.element("summary", one.result().strategy());
      page.table(one.scores());
      one.confusion()
          .ifPresentOrElse(
              mistakes -> confusion(page, one.result().strategy(), mistakes),
              () ->
                  page.element(
                      "p",
                      spans()
                          ? "A span is right if its first word, its last word and its type are."
                          : "A text counts for each of its classes; texts without a class for"
                              + " none."));
      page.raw("</details>");
    }
  }

  /** What each strategy labelled, and its F1. */
  private Table overview() {
    StudyResult.Classes classes = study.classes();
    List<String> head = new ArrayList<>(List.of(ClassTables.noun(spans()), "in the pool"));
    tables.forEach(one -> head.add("labelled by " + one.result().strategy()));
    tables.forEach(one -> head.add("F1 of " + one.result().strategy()));
    List<Map<String, Double>> labelled = tables.stream().map(ClassTables::labelled).toList();
    List<Integer> shown =
        IntStream.range(0, classes.labels().size())
            .boxed()
            .sorted(Comparator.comparing((Integer index) -> classes.pool().get(index)).reversed())
            .limit(ClassTables.ROWS)
            .toList();
    List<List<String>> rows = new ArrayList<>();
    for (int index : shown) {
      String name = classes.labels().get(index);
      List<String> row =
          new ArrayList<>(
              List.of(Excerpt.label(name), Integer.toString(classes.pool().get(index))));
      for (int i = 0; i < tables.size(); i++) {
        row.add(tables.get(i).mean(labelled.get(i).getOrDefault(name, 0.0)));
      }
      tables.forEach(one -> row.add(one.score(index, PrecisionRecallF1::f1)));
      rows.add(row);
    }
    String cut =
        shown.size() < classes.labels().size()
            ? "; the "
                + shown.size()
                + " most frequent of "
                + classes.labels().size()
                + (spans() ? " types" : " classes")
            : "";
    return new Table(
        "what each strategy labelled, and F1 after the last round, "
            + tables.get(0).over("mean of ")
            + cut,
        head,
        rows);
  }

  private static void confusion(Html page, String strategy, Mistakes mistakes) {
    if (mistakes.labels().size() <= Mistakes.GRID) {
      grid(page, strategy, mistakes);
    } else if (!mistakes.pairs().isEmpty()) {
      page.table(mistakes.table());
    }
  }

  private static void grid(Html page, String strategy, Mistakes one) {
    List<String> labels = one.labels();
    boolean tall = labels.stream().anyMatch(name -> name.length() > SHORT);
    page.raw("<figure class=\"table\">");
    page.element(
        "figcaption",
        "confusion matrix of "
            + strategy
            + ", "
            + one.over()
            + ": rows are actual classes, columns predicted ones; darker: a larger share of the"
            + " row");
    page.raw("<div class=\"scroll\"><table class=\"" + (tall ? "grid tall" : "grid") + "\">");
    page.raw("<thead><tr><td></td>");
    labels.forEach(name -> page.raw(heading("col", Excerpt.label(name, HEAD))));
    page.raw("</tr></thead><tbody>");
    for (int actual = 0; actual < labels.size(); actual++) {
      page.raw("<tr>" + heading("row", Excerpt.label(labels.get(actual))));
      for (int predicted = 0; predicted < labels.size(); predicted++) {
        page.raw(cell(one.count(actual, predicted), one.support(actual), actual == predicted));
      }
      page.raw("</tr>");
    }
    page.raw("</tbody></table></div></figure>");
  }

  private static String heading(String scope, String name) {
    return "<th scope=\"" + scope + "\"><span dir=\"auto\">" + Html.escape(name) + "</span></th>";
  }

  private static String cell(long count, long support, boolean right) {
    double share = support == 0 ? 0 : (double) count / support;
    return String.format(
        Locale.ROOT,
        "<td style=\"background:rgba(%s,%.2f)\">%d</td>",
        right ? "0,114,178" : "213,94,0",
        0.6 * share,
        count);
  }
}
