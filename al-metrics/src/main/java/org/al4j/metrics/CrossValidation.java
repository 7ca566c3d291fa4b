package org.al4j.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Fits;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;

/**
 * Measures a learner on the labelled examples themselves, for a loop without a test set: they are
 * dealt into folds, and each fold is predicted by a model trained on the others. Give the loop
 * {@link #learner()} in place of the learner, and this as its evaluator; a target is then set for
 * {@link #ACCURACY} or another of the scores.
 *
 * <p>All predictions are scored together, as {@link ClassificationEvaluator} scores those on
 * held-out examples. Folds are stratified, and drawn anew in each round from the seed of its fit,
 * so a resumed run gets the same scores. Each fold's model is trained from scratch, also where the
 * loop trains warm: the round's own model, and those before it, have seen what a fold holds out.
 *
 * <p>There is <b>no score</b> (NaN, which reaches no target) as long as there are fewer examples
 * than folds, or fewer than two classes with two examples each: models of one class would agree
 * with themselves. A class with a single example counts as it is: nobody can predict it.
 *
 * <p>What active learning has had labelled is not a sample of the pool. Texts asked because the
 * model was unsure are harder than the rest, and the scores are then too low.
 *
 * <p><b>Cost</b>: as many fits a round as there are folds, each on all labels but a fold, and a
 * pass over the labelled examples. Memory: one model more at a time, and a prediction for each
 * example.
 *
 * <p><b>Source</b>: Stone 1974, Cross-Validatory Choice and Assessment of Statistical Predictions;
 * Kohavi 1995, A Study of Cross-Validation and Bootstrap for Accuracy Estimation and Model
 * Selection (stratified folds); Forman and Scholz 2010, Apples-to-Apples in Cross-Validation
 * Studies (F1 over all folds together).
 *
 * <p><b>Departures</b>: none.
 *
 * <p>An evaluator of this kind belongs to one run.
 *
 * @param <M> the kind of model that the learner makes
 */
public final class CrossValidation<M extends SuccessorModel<ClassLabel>>
    implements Evaluator<ClassLabel> {
  private static final String PREFIX = "cv_";

  /** {@link ClassificationEvaluator#ACCURACY} of the folds' models. */
  public static final String ACCURACY = PREFIX + ClassificationEvaluator.ACCURACY;

  /** {@link ClassificationEvaluator#MACRO_F1} of the folds' models. */
  public static final String MACRO_F1 = PREFIX + ClassificationEvaluator.MACRO_F1;

  /** {@link ClassificationEvaluator#BALANCED_ACCURACY} of the folds' models. */
  public static final String BALANCED_ACCURACY = PREFIX + ClassificationEvaluator.BALANCED_ACCURACY;

  /** {@link ClassificationEvaluator#LOG_LOSS} of the folds' models, if they give probabilities. */
  public static final String LOG_LOSS = PREFIX + ClassificationEvaluator.LOG_LOSS;

  private static final Evaluator<ClassLabel> NO_OTHER = (model, labels) -> Map.of();

  private static final Map<String, Double> NONE =
      Map.of(ACCURACY, Double.NaN, MACRO_F1, Double.NaN, BALANCED_ACCURACY, Double.NaN);

  private final Learner<ClassLabel, M> learner;
  private final RememberingLearner<M> remembering;
  private final Evaluator<ClassLabel> beside;
  private final int folds;

  private CrossValidation(
      Learner<ClassLabel, M> learner,
      RememberingLearner<M> remembering,
      Evaluator<ClassLabel> beside,
      int folds) {
    this.learner = learner;
    this.remembering = remembering;
    this.beside = beside;
    this.folds = folds;
  }

  /**
   * A cross-validation of a learner.
   *
   * @param learner closed with {@link #learner()}, if that is closed
   * @param folds at least 2; 5 and 10 are usual
   */
  public static <M extends SuccessorModel<ClassLabel>> CrossValidation<M> of(
      Learner<ClassLabel, M> learner, int folds) {
    if (folds < 2) {
      throw new IllegalArgumentException("cross-validation needs at least 2 folds, found " + folds);
    }
    return new CrossValidation<>(learner, RememberingLearner.of(learner, folds), NO_OTHER, folds);
  }

  /** The same, whose scores are added to those of {@code evaluator}. */
  public CrossValidation<M> beside(Evaluator<ClassLabel> evaluator) {
    return new CrossValidation<>(learner, remembering, Objects.requireNonNull(evaluator), folds);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("CrossValidation")
        .with("folds", folds)
        .with("learner", learner)
        .with("beside", beside == NO_OTHER ? null : beside)
        .toMap();
  }

  @Override
  public String describe() {
    String own = folds + "-fold cross-validation of " + learner.describe();
    return beside == NO_OTHER ? own : own + "; " + beside.describe();
  }

  /**
   * The learner for the loop (its successor's, where there are two). It trains what the given one
   * does and remembers on what; its provenance has the number of folds too. It takes soft labels
   * and keeps epochs if the given one does; a model of soft labels cannot be validated.
   */
  public Learner<ClassLabel, M> learner() {
    return remembering;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the model is not the last that {@link #learner()} trained
   * @throws IllegalStateException if the fit was cancelled meanwhile
   */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<ClassLabel> model, LabelSpace labels) {
    Map<String, Double> scores = new HashMap<>(beside.evaluate(model, labels));
    RememberingLearner.Lesson lesson = remembering.lesson(model);
    scores.putAll(scores(lesson.labelled(), labels, lesson.seed(), lesson.cancelled()));
    return Map.copyOf(scores);
  }

  /**
   * The scores on any labelled examples, outside a loop.
   *
   * @param labelled examples with different ids; their order does not matter
   * @param seed of the folds and of the fits
   */
  public Map<String, Double> scores(
      List<Labelled<ClassLabel>> labelled, LabelSpace labels, long seed) {
    return scores(labelled, labels, seed, () -> false);
  }

  private Map<String, Double> scores(
      List<Labelled<ClassLabel>> labelled,
      LabelSpace labels,
      long seed,
      BooleanSupplier cancelled) {
    List<List<Labelled<ClassLabel>>> parts = Folds.of(labelled, folds, seed);
    if (parts.isEmpty()) {
      return NONE;
    }
    List<Labelled<ClassLabel>> heldOut = new ArrayList<>();
    List<Prediction<ClassLabel>> predictions = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      List<Labelled<ClassLabel>> part = parts.get(fold);
      List<Labelled<ClassLabel>> rest = new ArrayList<>();
      parts.stream().filter(other -> other != part).forEach(rest::addAll);
      try (M model =
          Fits.fit(learner, rest, context(labels, new Seeds(seed).seed("fold", fold), cancelled))) {
        requireGoing(cancelled);
        model.predict(texts(part), said -> predictions.add(copy(said)));
      }
      heldOut.addAll(part);
    }
    Map<String, Double> scores = new HashMap<>();
    ClassificationEvaluator.of(heldOut)
        .evaluate(new Recorded(predictions), labels)
        .forEach((name, value) -> scores.put(PREFIX + name, value));
    return scores;
  }

  /** From scratch, and without the loop's progress: the loss to report is that of its own fit. */
  private FitContext<ClassLabel, M> context(
      LabelSpace labels, long seed, BooleanSupplier cancelled) {
    return new FitContext<>(labels, seed, Optional.empty(), List.of(), progress -> {}, cancelled);
  }

  private static List<Instance> texts(List<Labelled<ClassLabel>> items) {
    return items.stream().map(Labelled::instance).toList();
  }

  private static Prediction<ClassLabel> copy(Prediction<ClassLabel> said) {
    return new Prediction<>(said.instance(), said.annotation(), said.probabilities().clone());
  }

  private static void requireGoing(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new IllegalStateException("the fit was cancelled while its learner was validated");
    }
  }

  @Override
  public void recorded() {
    beside.recorded();
  }

  @Override
  public Optional<byte[]> state() {
    return beside.state();
  }

  @Override
  public void restore(byte[] state) {
    beside.restore(state);
  }
}
