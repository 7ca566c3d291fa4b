package org.al4j.study.advice;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.metrics.CrossValidation;
import org.al4j.metrics.LabelErrors;

/**
 * The labels of a run that are suspected to be wrong: of each text that a model queried it is known
 * what that model said, and it had not learnt from the text. The first batch was queried by no
 * model; it is left out, since every later model learnt from it.
 *
 * <p>The thresholds of {@link LabelErrors} are those over all queries together, though the models
 * are those of different rounds. Of texts that were queried because their model was unsure the list
 * is long, half of them or more, and only its beginning is worth a look; {@link #crossValidated} on
 * the same labels finds more, for as many fits as there are folds.
 *
 * @param checked ids of the texts that were looked at
 * @param estimated how many of their labels are wrong, estimated
 * @param suspects the most suspicious first
 */
public record SuspectedLabels(List<String> checked, double estimated, List<Suspect> suspects) {
  /** Nothing was looked at. */
  public static final SuspectedLabels NONE = new SuspectedLabels(List.of(), 0, List.of());

  /** Copies the lists. */
  public SuspectedLabels {
    checked = List.copyOf(checked);
    suspects = List.copyOf(suspects);
  }

  /**
   * A labelled text and what a model said that had not learnt from it.
   *
   * @param given the label
   * @param probabilities by class, in the order of the labels
   */
  public record Checked(String id, String text, String given, List<Double> probabilities) {
    /** Copies the list. */
    public Checked {
      probabilities = List.copyOf(probabilities);
    }
  }

  /**
   * A label that is suspected.
   *
   * @param suggested what the model is surer of
   * @param selfConfidence probability of the given label, in [0, 1]
   * @param margin normalised margin of the given label, in [0, 1]
   */
  public record Suspect(
      String id,
      String text,
      String given,
      String suggested,
      double selfConfidence,
      double margin) {
    /** The heads of the columns of a CSV file. */
    public static final List<String> HEAD =
        List.of("rank", "id", "label", "suggested", "self_confidence", "normalised_margin", "text");

    /** The cells of those columns. */
    public List<String> cells(int rank) {
      return List.of(
          Integer.toString(rank),
          id,
          given,
          suggested,
          String.format(Locale.ROOT, "%.6f", selfConfidence),
          String.format(Locale.ROOT, "%.6f", margin),
          text);
    }
  }

  /** Looks for wrong labels; ranked by self-confidence. */
  public static SuspectedLabels of(List<Checked> texts, LabelSpace labels) {
    return of(texts, labels, LabelErrors.Order.SELF_CONFIDENCE);
  }

  /**
   * Looks for wrong labels in any labelled texts by cross-validation: each text is judged by a
   * model of the other folds.
   *
   * @param learner trained as often as there are folds
   * @param folds at least 2
   * @param seed of the folds and of the fits
   * @throws InvalidInputException if the texts are too few, or the learner's models have no
   *     probabilities
   */
  public static SuspectedLabels crossValidated(
      Learner<ClassLabel, ? extends SuccessorModel<ClassLabel>> learner,
      Dataset<ClassLabel> data,
      int folds,
      long seed,
      LabelErrors.Order order) {
    List<Prediction<ClassLabel>> said =
        CrossValidation.of(learner, folds).outOfSample(data.items(), data.labels(), seed);
    if (said.isEmpty()) {
      throw InvalidInputException.ofSettings(
          "%s labelled texts cannot be cross-validated: there must be at least {folds} %s, and two"
              + " classes with two different texts each",
          data.items().size(), folds);
    }
    List<Checked> checked = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      double[] p = said.get(i).probabilities();
      if (p.length != data.labels().size()) {
        throw new InvalidInputException(
            learner.describe() + " gives no probabilities of the classes; choose one that does");
      }
      Labelled<ClassLabel> item = data.items().get(i);
      checked.add(
          new Checked(
              item.instance().id(),
              item.instance().text(),
              item.annotation().name(),
              Arrays.stream(p).boxed().toList()));
    }
    return of(checked, data.labels(), order);
  }

  private static SuspectedLabels of(
      List<Checked> texts, LabelSpace labels, LabelErrors.Order order) {
    if (texts.isEmpty()) {
      return NONE;
    }
    LabelErrors found =
        LabelErrors.of(
            texts.stream().mapToInt(one -> labels.index(one.given())).toArray(),
            texts.stream().map(SuspectedLabels::row).toArray(double[][]::new));
    List<Suspect> suspects =
        found.suspects(order).stream()
            .map(
                one ->
                    new Suspect(
                        texts.get(one.index()).id(),
                        texts.get(one.index()).text(),
                        labels.name(one.given()),
                        labels.name(one.suggested()),
                        one.selfConfidence(),
                        one.margin()))
            .toList();
    return new SuspectedLabels(
        texts.stream().map(Checked::id).toList(), found.estimatedErrors(), suspects);
  }

  /** The suspects as CSV with a header, in their order. */
  public String csv() {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(Suspect.HEAD);
    for (int i = 0; i < suspects.size(); i++) {
      csv.writeRecord(suspects.get(i).cells(i + 1));
    }
    return out.toString();
  }

  private static double[] row(Checked one) {
    return one.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
