package org.al4j.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.StrategyDescription;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.study.advice.AdviceSettings;
import org.al4j.study.report.Report;
import org.al4j.study.report.StudyResult;
import org.al4j.study.settings.QueryAmount;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of query strategies on labelled texts: every strategy is run with every seed, asked
 * texts get their gold labels, and the model of each round is measured on the test part.
 *
 * <pre>{@code
 * StudyResult result = Study.on(Task.read(Path.of("reviews.csv")))
 *     .learner(TfidfLearner.create())
 *     .strategies("random", "margin")
 *     .seeds(5).initial(20).batch(20).rounds(4)
 *     .run(Path.of("study"));
 * }</pre>
 *
 * Each method changes this study and gives it back. What is not said: 5 seeds from 1 on, 20 texts
 * at random first, 5 rounds of 20, each model trained from scratch. Not for several threads.
 *
 * @param <A> the kind of annotation
 */
public final class Study<A extends Annotation> {
  private static final System.Logger LOG = System.getLogger(Study.class.getName());

  private final Task<A> task;
  private final List<String> strategies = new ArrayList<>();
  private final Map<String, Supplier<QueryPlan>> own = new HashMap<>();
  private @Nullable Supplier<StudyRunner.Parts<A>> parts;
  private LoopChoices choices = LoopChoices.DEFAULT;
  private StudyProgress progress = StudyProgress.NONE;
  private final List<String> stop = new ArrayList<>();
  private @Nullable Integer stopSet;
  private @Nullable Double price;
  private int firstSeed = 1;
  private int seeds = 5;
  private QueryAmount initial = QueryAmount.texts("initial", 20);
  private QueryAmount batch = QueryAmount.texts("batch", 20);
  private int rounds = 5;

  private Study(Task<A> task) {
    this.task = task;
  }

  /** A study on a data set; see {@link Task#read} and {@link Task#of}. */
  public static <A extends Annotation> Study<A> on(Task<A> task) {
    return new Study<>(Objects.requireNonNull(task, "task"));
  }

  /** The learner; whoever made it closes it, after the study. */
  public Study<A> learner(Learner<A, ? extends ActiveModel<A>> made) {
    Objects.requireNonNull(made, "learner");
    parts = () -> new StudyRunner.Parts<>(made, false, Map.copyOf(own), advice());
    return this;
  }

  /**
   * The learner by its name and parameters, made for a run of the study and closed behind it.
   *
   * @param description as {@code tfidf}, or {@code transformer(checkpoint=DIR,updates=200)}; see
   *     {@link Learners}
   * @throws org.al4j.core.InvalidInputException if there is no such learner for the task's labels,
   *     when the study is run
   */
  public Study<A> learner(String description) {
    StrategyDescription parsed =
        StrategyDescription.parse(Objects.requireNonNull(description, "learner"));
    parts =
        () ->
            new StudyRunner.Parts<>(
                Learners.named(parsed.name(), parsed.parameters(), task.kind()),
                true,
                Map.copyOf(own),
                advice());
    return this;
  }

  /**
   * Strategies by name, in the order of the report; the first of the study is what the others are
   * compared with if there is no {@code random}.
   *
   * @param names as {@code margin} or {@code ups(gamma=0.1,T=0.01)+margin}; see {@link
   *     QueryPlan#named}
   */
  public Study<A> strategies(String... names) {
    for (String name : names) {
      strategies.add(Objects.requireNonNull(name, "strategy"));
    }
    return this;
  }

  /**
   * One more strategy, which needs no name that others know.
   *
   * @param name in the report and, with the strategy's settings, in the run's folder
   * @param strategy makes it, anew for each run
   */
  public Study<A> strategy(String name, Supplier<QueryStrategy> strategy) {
    strategies.add(Objects.requireNonNull(name, "name"));
    Objects.requireNonNull(strategy, "strategy");
    String none = "the supplier of strategy '" + name + "' must give one, found null";
    own.put(
        name,
        () -> new QueryPlan(CandidatePolicy.all(), Objects.requireNonNull(strategy.get(), none)));
    return this;
  }

  /** How many seeds, at least 1; an interval needs 3. */
  public Study<A> seeds(int count) {
    StudyPlan.requirePositive("seeds", count);
    seeds = count;
    return this;
  }

  /** The first seed; the others follow it. */
  public Study<A> firstSeed(int first) {
    firstSeed = first;
    return this;
  }

  /** How many texts are labelled at random before the first model, at least 1. */
  public Study<A> initial(int texts) {
    initial = QueryAmount.texts("initial", texts);
    return this;
  }

  /** The same in words: {@code 1%}, {@code 4072tokens}, {@code 2%tokens}. */
  public Study<A> initial(String amount) {
    initial = QueryAmount.of("initial", amount);
    return this;
  }

  /** How many texts each round asks, at least 1. */
  public Study<A> batch(int texts) {
    batch = QueryAmount.texts("batch", texts);
    return this;
  }

  /** The same in words: {@code 1%}, {@code 4072tokens}, {@code 2%tokens}. */
  public Study<A> batch(String amount) {
    batch = QueryAmount.of("batch", amount);
    return this;
  }

  /** How many rounds follow the first texts, at least 1. */
  public Study<A> rounds(int count) {
    StudyPlan.requirePositive("rounds", count);
    rounds = count;
    return this;
  }

  /** From what each round's model starts, and when queries are chosen. */
  public Study<A> loop(LoopChoices how) {
    choices = Objects.requireNonNull(how, "loop");
    return this;
  }

  /**
   * Criteria of which it is told where they would have stopped each run; the runs go on.
   *
   * @param criteria as {@code bounded-change} or {@code max-labels(count=200)}; see {@link
   *     org.al4j.strategies.named.NamedCriterion}
   */
  public Study<A> stopping(String... criteria) {
    for (String criterion : criteria) {
      stop.add(Objects.requireNonNull(criterion, "criterion"));
    }
    return this;
  }

  /**
   * On how many texts of the pool the models of successive rounds are compared, for advice after
   * each round and for criteria that need it: {@value AdviceSettings#STOP_SET} if one does, else
   * none. For one class a text.
   */
  public Study<A> stopSet(int texts) {
    stopSet = texts;
    return this;
  }

  /** What a label, or of a budget in tokens a token, costs, for what it says of savings. */
  public Study<A> price(double label) {
    price = label;
    return this;
  }

  private AdviceSettings advice() {
    return new AdviceSettings(stop, stopSet, price);
  }

  /** Who is told how far the study is. */
  public Study<A> progress(StudyProgress listener) {
    progress = Objects.requireNonNull(listener, "progress");
    return this;
  }

  /**
   * Runs what is not finished, and writes the report into the folder: {@code report.html}, {@code
   * learning-curve.svg}, {@code .png} and {@code .csv}, {@code runs.csv}. Every label is on the
   * disk when it was given, so a study that was broken off goes on where it was when it is run
   * again with the same settings.
   *
   * @param dir folder of the study, made if need be
   * @throws org.al4j.core.InvalidInputException if the pool is too small, a strategy or the learner
   *     is unknown or for other labels, the learner does not offer what a strategy needs, or the
   *     folder is a file or has runs with other data or settings, or a strategy chooses no texts in
   *     a round, or other numbers of them with another seed
   * @throws IllegalStateException if the study has no learner
   * @throws IOException if the report cannot be written
   */
  public StudyResult run(Path dir) throws IOException {
    StudyPlan plan = new StudyPlan(strategies, firstSeed, seeds, initial, batch, rounds);
    if (parts == null) {
      throw new IllegalStateException("the study has no learner; give one: learner(..)");
    }
    RunIdentity.requireFolder(Objects.requireNonNull(dir, "dir"));
    try (StudyRunner<A> runner = new StudyRunner<>(task, plan, choices, parts.get())) {
      StudyResult result = runner.run(dir, progress);
      Report.write(result, dir).ifPresent(lacks -> LOG.log(System.Logger.Level.WARNING, lacks));
      return result;
    }
  }
}
