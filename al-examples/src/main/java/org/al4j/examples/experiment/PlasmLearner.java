package org.al4j.examples.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.TextReader;
import org.al4j.core.model.TextsRead;
import org.al4j.core.pool.Pool;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.strategies.plasm.ClassAgreement;
import org.al4j.strategies.plasm.Plasm;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.plasm.PlasmReport;
import org.al4j.strategies.plasm.PlasmResult;
import org.al4j.strategies.plasm.PlasmTask;
import org.jspecify.annotations.Nullable;

/**
 * Trains a successor on the gold labels it is given and a teacher's pseudo-labels of all other
 * texts of the pool; measures it together with the pseudo-labels.
 */
final class PlasmLearner
    implements Learner<ClassLabel, ActiveModel<ClassLabel>>, Evaluator<ClassLabel>, TextReader {
  /** Pseudo-labels before the filter, and after it. */
  static final String GIVEN = "pseudo_given";

  static final String KEPT = "pseudo_kept";

  /** Shares of the pseudo-labels that equal gold before the filter, and after it. */
  static final String RIGHT_GIVEN = "pseudo_right_given";

  static final String RIGHT_KEPT = "pseudo_right_kept";

  private final Learner<ClassLabel, ActiveModel<ClassLabel>> teacher;
  private final Learner<ClassLabel, ActiveModel<ClassLabel>> successor;
  private final PlasmOptions options;
  private final List<Labelled<ClassLabel>> train;
  private final ClassificationEvaluator test;
  private @Nullable PlasmReport report;

  /**
   * A learner for one pool.
   *
   * @param train all texts of the pool with their gold, for the report only
   * @param test what the successor is measured with
   */
  PlasmLearner(
      Learner<ClassLabel, ActiveModel<ClassLabel>> teacher,
      Learner<ClassLabel, ActiveModel<ClassLabel>> successor,
      PlasmOptions options,
      List<Labelled<ClassLabel>> train,
      ClassificationEvaluator test) {
    this.teacher = teacher;
    this.successor = successor;
    this.options = options;
    this.train = List.copyOf(train);
    this.test = test;
  }

  @Override
  public String describe() {
    return "PLASM of " + successor.describe() + " by " + teacher.describe() + ", " + options;
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> all = new TreeMap<>(successor.provenance());
    teacher.provenance().forEach((name, value) -> all.put("teacher " + name, value));
    return all;
  }

  @Override
  public Set<Output> offers() {
    return successor.offers();
  }

  @Override
  public ActiveModel<ClassLabel> fit(
      List<Labelled<ClassLabel>> labelled,
      FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
    Pool<ClassLabel> pool =
        Pool.<ClassLabel>unlabelled(Corpus.of(train.stream().map(Labelled::instance).toList()))
            .label(labelled);
    PlasmResult<ActiveModel<ClassLabel>> result =
        Plasm.run(
            new PlasmTask<>(pool, context.labels(), teacher, successor, context.seed()),
            options,
            train);
    report = result.report();
    return result.successor();
  }

  /** Those of the teacher or the successor, whichever lost more. */
  @Override
  public TextsRead textsRead() {
    return TextReader.worst(List.of(teacher, successor));
  }

  /** Closes the teacher and the successor. */
  @Override
  public void close() {
    teacher.close();
    successor.close();
  }

  /** The test scores, and those of the pseudo-labels of the last fit. */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<ClassLabel> model, LabelSpace labels) {
    Map<String, Double> scores = new TreeMap<>(test.evaluate(model, labels));
    Optional.ofNullable(report).map(PlasmReport::all).ifPresent(all -> addTo(scores, all));
    return scores;
  }

  private static void addTo(Map<String, Double> scores, ClassAgreement all) {
    scores.put(GIVEN, (double) all.given());
    scores.put(KEPT, (double) all.kept());
    scores.put(RIGHT_GIVEN, all.agreementGiven());
    if (all.keptKnown() > 0) {
      scores.put(RIGHT_KEPT, all.agreementKept());
    }
  }
}
