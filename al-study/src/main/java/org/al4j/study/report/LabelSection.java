package org.al4j.study.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.study.advice.SuspectedLabels;
import org.al4j.study.advice.Suspicion;

/** The labels that are suspected to be wrong, as a part of the page and as a file. */
record LabelSection(StudyResult study) {
  private static final int SHOWN = 20;

  private List<SuspectedLabels> runs() {
    return study.results().stream()
        .flatMap(result -> result.seeds().stream())
        .map(run -> run.advice().labels())
        .filter(labels -> !labels.checked().isEmpty())
        .toList();
  }

  /** Writes nothing where no label could be looked at. */
  void write(Html page) {
    List<SuspectedLabels> runs = runs();
    if (runs.isEmpty()) {
      return;
    }
    List<Suspicion> all = Suspicion.of(runs);
    long texts = runs.stream().flatMap(run -> run.checked().stream()).distinct().count();
    page.element("h2", "Suspected labels");
    page.element(
        "p",
        String.format(
            Locale.ROOT,
            "%s of %,d labels are suspected to be wrong: the model that queried the text, which had"
                + " not learnt from it, was surer of another class than it usually is (confident"
                + " learning). Most of them will be right and hard; look at the first ones.%s",
            all.isEmpty() ? "None" : String.format(Locale.ROOT, "%,d", all.size()),
            texts,
            all.size() > SHOWN ? " All are in label-errors.csv, run by run." : ""));
    if (!all.isEmpty()) {
      page.table(table(all.subList(0, Math.min(SHOWN, all.size()))));
    }
  }

  private static Table table(List<Suspicion> shown) {
    List<List<String>> rows = new ArrayList<>();
    for (Suspicion one : shown) {
      rows.add(
          List.of(
              one.id(),
              Excerpt.label(one.given()),
              Excerpt.label(one.suggested()),
              ExampleSection.probability(one.selfConfidence()),
              one.runs() + " of " + one.of(),
              Excerpt.text(one.text())));
    }
    return new Table(
        "labels that most runs suspect, and the least probable of these first",
        List.of("id", "label", "models say", "probability of the label", "runs", "text"),
        rows);
  }

  /** The suspects of each run, the most suspicious first; empty where none could be looked at. */
  Optional<String> csv() {
    if (runs().isEmpty()) {
      return Optional.empty();
    }
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    List<String> head = new ArrayList<>(List.of("strategy", "seed"));
    head.addAll(SuspectedLabels.Suspect.HEAD);
    csv.writeRecord(head);
    for (StudyResult.StrategyResult result : study.results()) {
      for (StudyResult.SeedResult run : result.seeds()) {
        int rank = 0;
        for (SuspectedLabels.Suspect one : run.advice().labels().suspects()) {
          List<String> row = new ArrayList<>(List.of(result.strategy(), Long.toString(run.seed())));
          row.addAll(one.cells(++rank));
          csv.writeRecord(row);
        }
      }
    }
    return Optional.of(out.toString());
  }
}
