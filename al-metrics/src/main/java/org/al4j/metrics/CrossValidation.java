package org.al4j.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.fit.Fits;
import org.al4j.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Measures a learner on the labelled examples themselves, for a loop without a test set: they are
 * dealt into folds, and each fold is predicted by a model trained on the others. Give the loop
 * {@link #learner()} in place of the learner, and this as its evaluator; a target is then set for
 * {@link #ACCURACY} or another of the scores.
 *
 * <p>All predictions are scored together, as the kind's {@link Measure} scores those on held-out
 * examples. Folds are stratified by class, or by label set; of numbers they are not. They are drawn
 * anew in each round from the seed of its fit, so a resumed run gets the same scores. Each fold's
 * model is trained from scratch, also where the loop trains warm: the round's own model, and those
 * before it, have seen what a fold holds out.
 *
 * <p>There is <b>no score</b> (NaN, which reaches no target) as long as there are fewer examples
 * than folds, or fewer than two classes with two examples each: models of one class would agree
 * with themselves, as would models of one label set or number. A class with a single example counts
 * as it is: nobody can predict it.
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
 * @param <A> the kind of annotation
 * @param <M> the kind of model that the learner makes
 */
public final class CrossValidation<A extends Annotation, M extends SuccessorModel<A>>
    implements Evaluator<A> {
  private static final String PREFIX = "cv_";

  /** {@link ClassificationEvaluator#ACCURACY} of the folds' models. */
  public static final String ACCURACY = PREFIX + ClassificationEvaluator.ACCURACY;

  /** {@link ClassificationEvaluator#MACRO_F1} of the folds' models. */
  public static final String MACRO_F1 = PREFIX + ClassificationEvaluator.MACRO_F1;

  /** {@link ClassificationEvaluator#BALANCED_ACCURACY} of the folds' models. */
  public static final String BALANCED_ACCURACY = PREFIX + ClassificationEvaluator.BALANCED_ACCURACY;

  /** {@link ClassificationEvaluator#LOG_LOSS} of the folds' models, if they give probabilities. */
  public static final String LOG_LOSS = PREFIX + ClassificationEvaluator.LOG_LOSS;

  private final Learner<A, M> learner;
  private final RememberingLearner<A, M> remembering;
  private final Measure<A> measure;
  private final @Nullable Evaluator<A> beside;
  private final int folds;

  private CrossValidation(
      Learner<A, M> learner,
      RememberingLearner<A, M> remembering,
      Measure<A> measure,
      @Nullable Evaluator<A> beside,
      int folds) {
    this.learner = learner;
    this.remembering = remembering;
    this.measure = measure;
    this.beside = beside;
    this.folds = folds;
  }

  /**
   * A cross-validation of a learner of class labels.
   *
   * @param learner closed with {@link #learner()}, if that is closed
   * @param folds at least 2; 5 and 10 are usual
   */
  public static <M extends SuccessorModel<ClassLabel>> CrossValidation<ClassLabel, M> of(
      Learner<ClassLabel, M> learner, int folds) {
    return of(learner, Measure.CLASSES, folds);
  }

  /**
   * A cross-validation of a learner of any kind of annotation.
   *
   * @param learner closed with {@link #learner()}, if that is closed
   * @param measure gives the scores, each under the name that {@link #name} says
   * @param folds at least 2; 5 and 10 are usual
   */
  public static <A extends Annotation, M extends SuccessorModel<A>> CrossValidation<A, M> of(
      Learner<A, M> learner, Measure<A> measure, int folds) {
    if (folds < 2) {
      throw new IllegalArgumentException("cross-validation needs at least 2 folds, found " + folds);
    }
    return new CrossValidation<>(
        learner, RememberingLearner.of(learner, folds), measure, null, folds);
  }

  /** What a score is called here, so that it is told from one on held-out examples. */
  public static String name(Score score) {
    return PREFIX + score.name();
  }

  /** The same, whose scores are added to those of {@code evaluator}. */
  public CrossValidation<A, M> beside(Evaluator<A> evaluator) {
    return new CrossValidation<>(
        learner, remembering, measure, Objects.requireNonNull(evaluator), folds);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("CrossValidation")
        .with("folds", folds)
        .with("learner", learner)
        .with("beside", beside)
        .toMap();
  }

  @Override
  public String describe() {
    String own = folds + "-fold cross-validation of " + learner.describe();
    return beside == null ? own : own + "; " + beside.describe();
  }

  /**
   * The learner for the loop (its successor's, where there are two). It trains what the given one
   * does and remembers on what; its provenance has the number of folds too. It takes soft labels
   * and keeps epochs if the given one does; a model of soft labels cannot be validated.
   */
  public Learner<A, M> learner() {
    return remembering;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the model is not the last that {@link #learner()} trained
   * @throws IllegalStateException if the fit was cancelled meanwhile
   */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<A> model, LabelSpace labels) {
    Map<String, Double> scores = new HashMap<>();
    if (beside != null) {
      scores.putAll(beside.evaluate(model, labels));
    }
    RememberingLearner.Lesson<A> lesson = remembering.lesson(model);
    scores.putAll(scores(lesson.labelled(), labels, lesson.seed(), lesson.cancelled()));
    return Map.copyOf(scores);
  }

  /**
   * The scores on any labelled examples, outside a loop.
   *
   * @param labelled examples with different ids; their order does not matter
   * @param seed of the folds and of the fits
   */
  public Map<String, Double> scores(List<Labelled<A>> labelled, LabelSpace labels, long seed) {
    return scores(labelled, labels, seed, () -> false);
  }

  private Map<String, Double> scores(
      List<Labelled<A>> labelled, LabelSpace labels, long seed, BooleanSupplier cancelled) {
    List<Labelled<A>> heldOut = new ArrayList<>();
    List<Prediction<A>> predictions = new ArrayList<>();
    predict(labelled, context(labels, seed, cancelled), heldOut, predictions);
    if (heldOut.isEmpty()) {
      return none();
    }
    Map<String, Double> scores = new HashMap<>();
    measure
        .evaluator(heldOut)
        .evaluate(new Recorded<>(predictions), labels)
        .forEach((name, value) -> scores.put(PREFIX + name, value));
    return scores;
  }

  /**
   * What models say that never saw an example: each is predicted by the model of the folds without
   * it. For {@link LabelErrors}, or to look at what the learner gets wrong.
   *
   * @param labelled examples with different ids
   * @param seed of the folds and of the fits
   * @return a prediction for each example, in their order; none where the examples are too few to
   *     be validated on
   */
  public List<Prediction<A>> outOfSample(List<Labelled<A>> labelled, LabelSpace labels, long seed) {
    List<Labelled<A>> heldOut = new ArrayList<>();
    List<Prediction<A>> predictions = new ArrayList<>();
    predict(labelled, context(labels, seed, () -> false), heldOut, predictions);
    Map<String, Prediction<A>> byId = new HashMap<>();
    predictions.forEach(said -> byId.put(said.instance().id(), said));
    return heldOut.isEmpty()
        ? List.of()
        : labelled.stream()
            .map(item -> Objects.requireNonNull(byId.get(item.instance().id())))
            .toList();
  }

  /** Nothing where there can be no folds; else each example with what was said of it. */
  private void predict(
      List<Labelled<A>> labelled,
      FitContext<A, M> whole,
      List<Labelled<A>> heldOut,
      List<Prediction<A>> predictions) {
    Seeds seeds = new Seeds(whole.seed());
    List<List<Labelled<A>>> parts = Folds.of(labelled, folds, whole.seed());
    for (int fold = 0; fold < parts.size(); fold++) {
      List<Labelled<A>> part = parts.get(fold);
      List<Labelled<A>> rest = new ArrayList<>();
      parts.stream().filter(other -> other != part).forEach(rest::addAll);
      FitContext<A, M> own = context(whole.labels(), seeds.seed("fold", fold), whole.cancelled());
      try (M model = Fits.fit(learner, rest, own)) {
        requireGoing(whole.cancelled());
        model.predict(texts(part), said -> predictions.add(copy(said)));
      }
      heldOut.addAll(part);
    }
  }

  /** From scratch, and without the loop's progress: the loss to report is that of its own fit. */
  private FitContext<A, M> context(LabelSpace labels, long seed, BooleanSupplier cancelled) {
    return new FitContext<>(labels, seed, Optional.empty(), List.of(), progress -> {}, cancelled);
  }

  private Map<String, Double> none() {
    Map<String, Double> none = new HashMap<>();
    measure.scores().forEach(score -> none.put(name(score), Double.NaN));
    none.remove(LOG_LOSS); // only a model with probabilities has one
    return Map.copyOf(none);
  }

  private static List<Instance> texts(List<? extends Labelled<?>> items) {
    return items.stream().<Instance>map(Labelled::instance).toList();
  }

  /** Without the arrays that are the model's own. */
  private static <A extends Annotation> Prediction<A> copy(Prediction<A> said) {
    double[] numbers = said.probabilities().clone();
    Confidence confidence =
        numbers.length > 0 ? Confidence.byClass(said.annotation(), numbers) : said.confidence();
    if (confidence instanceof Confidence.Words words) {
      confidence =
          new Confidence.Words(
              Stream.of(words.probabilities()).map(double[]::clone).toArray(double[][]::new));
    }
    return new Prediction<>(said.instance(), said.annotation(), confidence);
  }

  private static void requireGoing(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new IllegalStateException("the fit was cancelled while its learner was validated");
    }
  }

  @Override
  public void recorded() {
    if (beside != null) {
      beside.recorded();
    }
  }

  @Override
  public Optional<byte[]> state() {
    return beside == null ? Optional.empty() : beside.state();
  }

  @Override
  public void restore(byte[] state) {
    if (beside != null) {
      beside.restore(state);
    }
  }
}
