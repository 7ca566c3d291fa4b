package org.al4j.server.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.metrics.CrossValidation;
import org.al4j.metrics.Measure;
import org.al4j.metrics.Score;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.kind.KindInsight;
import org.al4j.server.project.ProjectFolder;
import org.al4j.strategies.named.NamedCriterion;
import org.al4j.strategies.stopping.StopAdvice;

/**
 * Measures the models of rounds: on the project's held-out texts, or by cross-validation of what is
 * labelled, and how they change on a stop set. One thread measures; any may look.
 */
final class Measuring<A extends Annotation> {
  private static final int FOLDS = 5;
  private static final int STOP_SET = 1000;
  private static final int FURTHER = 100;

  /** Of a cross-validation: what takes longer would take the processor from the trainings. */
  private static final double MOST_SECONDS = 120;

  private static final String TOO_SLOW =
      "a training takes so long that none is made to measure by: held-out texts would do"
          + " (--evaluation)";

  private static final List<String> CRITERIA =
      List.of("stable-predictions", "stable-f", "unchanged-predictions", "confidence");

  private final ProjectFolder project;
  private final ActiveLearning<A> loop;
  private final Measure<A> measure;
  private final List<Labelled<A>> heldOut;
  private final List<Instance> texts;
  private final Optional<Evaluator<A>> watch;
  private final MeasuredFile file;
  private volatile List<MeasuredRound> rounds;
  private volatile CrossChecked<A> checked = CrossChecked.none();
  private volatile String gap = "";
  private volatile boolean closed;

  Measuring(ProjectFolder project, AnnotationForm<A> form, ActiveLearning<A> loop) {
    this.project = project;
    this.loop = loop;
    this.measure = Measure.of(form.kind());
    this.heldOut = project.evaluation(form);
    this.texts = sample(loop.pool().corpus(), project.settings().choosing().seed());
    this.watch = KindInsight.stopSet(form.kind(), texts);
    this.file = new MeasuredFile(project.measured());
    MeasuredFile.Content before = file.read();
    this.rounds = before.rounds();
    watch.ifPresent(one -> before.memory().ifPresent(memory -> restore(one, memory)));
  }

  /** Another stop set than before, since texts were added: compared from the next round on. */
  private static void restore(Evaluator<?> watch, byte[] memory) {
    try {
      watch.restore(memory);
    } catch (RuntimeException e) {
      System.getLogger(Measuring.class.getName())
          .log(System.Logger.Level.DEBUG, "the stop set is another one now");
    }
  }

  private static List<Instance> sample(Corpus corpus, long seed) {
    RandomGenerator random = new Seeds(seed).generator("stop set", 0);
    List<Instance> taken = new ArrayList<>();
    int left = corpus.size();
    int wanted = Math.min(STOP_SET, left);
    for (Instance one : corpus) {
      if (random.nextInt(left--) < wanted - taken.size()) {
        taken.add(one);
      }
    }
    return List.copyOf(taken);
  }

  /** Measures the last round's model; whether there was a new one. */
  boolean measure(Supplier<Learner<A, ? extends ActiveModel<A>>> learner) {
    List<Iteration> history = loop.history();
    List<Labelled<A>> labelled = loop.pool().labelled();
    if (history.isEmpty() || labelled.isEmpty()) {
      return false;
    }
    Iteration last = history.get(history.size() - 1);
    boolean known = !rounds.isEmpty() && rounds.get(rounds.size() - 1).round() >= last.round();
    boolean quick = FOLDS * last.fitSeconds() <= MOST_SECONDS;
    if (known && (!quick || !checked.predictions().isEmpty())) {
      return false;
    }
    Optional<SuccessorModel<A>> model = known ? Optional.empty() : Optional.of(loop.successor());
    if (loop.history().size() > history.size()) {
      return false; // the model may be the next round's, which is measured by its own end
    }
    // before the cross-validation, in whose time a next round may take the model's place
    Map<String, Double> scores = new TreeMap<>();
    model.ifPresent(one -> scores.putAll(watched(one)));
    int folded = quick ? crossValidate(learner.get(), labelled) : 0;
    if (!quick) {
      gap = TOO_SLOW;
    }
    if (!known) {
      add(last, scores, folded);
    }
    return true;
  }

  private Map<String, Double> watched(SuccessorModel<A> model) {
    Map<String, Double> scores = new TreeMap<>();
    if (!heldOut.isEmpty()) {
      scores.putAll(measure.evaluator(heldOut).evaluate(model, project.labels()));
    }
    watch.ifPresent(one -> scores.putAll(one.evaluate(model, project.labels())));
    return scores;
  }

  private void add(Iteration last, Map<String, Double> scores, int folded) {
    if (heldOut.isEmpty() && folded > 0) {
      measure
          .evaluator(checked.labelled())
          .evaluate(new GivenPredictions<>(checked.predictions()), project.labels())
          .forEach((name, value) -> scores.put("cv_" + name, value));
    }
    watch.ifPresent(Evaluator::recorded);
    List<MeasuredRound> all = new ArrayList<>(rounds);
    int of = heldOut.isEmpty() ? folded : heldOut.size();
    all.add(new MeasuredRound(last.round(), last.labelled(), of, scores));
    rounds = List.copyOf(all);
    if (!closed) {
      file.write(new MeasuredFile.Content(rounds, watch.flatMap(Evaluator::state)));
    }
  }

  /** From here on nothing is written. */
  void close() {
    closed = true;
  }

  /** How many texts it was made on; 0 where there can be none. */
  private <M extends SuccessorModel<A>> int crossValidate(
      Learner<A, M> learner, List<Labelled<A>> labelled) {
    List<Prediction<A>> said =
        CrossValidation.of(learner, measure, FOLDS)
            .outOfSample(labelled, project.labels(), project.settings().choosing().seed());
    checked = new CrossChecked<>(said.isEmpty() ? List.of() : labelled, said);
    gap = said.isEmpty() ? "too few labels yet to measure by: two classes with two texts each" : "";
    return said.size();
  }

  /** What was found by cross-validation last. */
  CrossChecked<A> checked() {
    return checked;
  }

  int count() {
    return rounds.size();
  }

  /** What is known of the models. */
  Curve curve(boolean measuring) {
    List<MeasuredRound> all = rounds;
    Score main = measure.main();
    String name = heldOut.isEmpty() ? CrossValidation.name(main) : main.name();
    List<Curve.Point> points =
        all.stream()
            .filter(one -> one.scores().containsKey(name))
            .map(one -> point(one, one.scores().getOrDefault(name, 0.0)))
            .toList();
    List<Iteration> history = MeasuredRound.history(all);
    return new Curve(
        main.name(),
        main.higherIsBetter(),
        !heldOut.isEmpty(),
        points,
        measuring,
        points.isEmpty() ? gap() : "",
        watch.isEmpty() ? Optional.empty() : StopAdvice.of(history, texts.size(), FURTHER),
        watch.isEmpty() || all.isEmpty() ? List.of() : stops(history));
  }

  private String gap() {
    return gap.isEmpty() ? "no model was measured yet" : gap;
  }

  private Curve.Point point(MeasuredRound one, double value) {
    Optional<Interval> interval =
        measure.main().name().equals("accuracy") && one.checked() > 0
            ? Optional.of(Interval.of(value, one.checked()))
            : Optional.empty();
    return new Curve.Point(
        one.round(),
        one.labelled(),
        one.checked(),
        value,
        interval.map(i -> OptionalDouble.of(i.low())).orElse(OptionalDouble.empty()),
        interval.map(i -> OptionalDouble.of(i.high())).orElse(OptionalDouble.empty()));
  }

  private List<Curve.StopWord> stops(List<Iteration> history) {
    return CRITERIA.stream()
        .map(name -> NamedCriterion.of(name, measure.main()))
        .map(
            one ->
                new Curve.StopWord(one.description(), one.criterion().reason(history, loop.pool())))
        .toList();
  }
}
