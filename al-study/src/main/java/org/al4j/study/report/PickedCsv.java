package org.al4j.study.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSet;
import org.al4j.core.log.Picked;

/** {@code picked.csv}: what was selected, and what the model that did made of it. */
final class PickedCsv {
  private PickedCsv() {}

  /** A row for each text that a model selected; empty if it is not known what one made of any. */
  static Optional<String> of(StudyResult study) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(
        "strategy", "seed", "round", "id", "label", "utility", "predicted", "confidence", "loss");
    int rows = 0;
    for (StudyResult.StrategyResult result : study.results()) {
      for (StudyResult.SeedResult run : result.seeds()) {
        for (int query = 0; query < run.picked().size(); query++) {
          rows += rows(csv, result.strategy(), run, query);
        }
      }
    }
    return rows == 0 ? Optional.empty() : Optional.of(out.toString());
  }

  private static int rows(CsvWriter csv, String strategy, StudyResult.SeedResult run, int query) {
    int rows = 0;
    for (int i = 0; i < run.picked().get(query).size(); i++) {
      Picked one = run.picked().get(query).get(i);
      if (one.predicted().isPresent()) {
        rows++;
        csv.writeRecord(
            strategy,
            Long.toString(run.seed()),
            Integer.toString(one.round()),
            one.id(),
            query < run.queries().size() ? label(run.queries().get(query).texts().get(i)) : "",
            number(OptionalDouble.of(one.utility())),
            text(one.predicted().get()),
            number(one.confidence()),
            number(one.loss()));
      }
    }
    return rows;
  }

  /** In a line; spans are written a line each. */
  private static String label(StudyResult.QueriedText text) {
    return text.label().replace("\n", "; ");
  }

  private static String text(Annotation predicted) {
    return String.join(predicted instanceof LabelSet ? ", " : " ", predicted.names());
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() || Double.isNaN(value.getAsDouble())
        ? ""
        : Double.toString(value.getAsDouble());
  }
}
