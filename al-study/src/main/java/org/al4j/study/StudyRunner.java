package org.al4j.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.text.TextPreparer;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.strategies.ups.Ups;
import org.al4j.strategies.ups.UpsReport;
import org.al4j.study.advice.AdviceSettings;
import org.al4j.study.report.StudyResult;
import org.al4j.study.settings.QuerySizes;
import org.al4j.study.share.SharedFirstFit;

/**
 * Runs every strategy of a plan with every seed, each run in its own folder below {@code runs/}.
 * Running again on the same folder goes on where it stopped.
 *
 * @param <A> the kind of annotation
 */
public final class StudyRunner<A extends Annotation> implements AutoCloseable {
  private final Task<A> task;
  private final StudyPlan plan;
  private final LoopChoices choices;
  private final Parts<A> parts;
  private final Learner<A, ? extends ActiveModel<A>> learner;
  private final RunIdentity<A> identity;
  private final Advisor<A> advisor;
  private final QuerySizes sizes;
  private final List<QueryPlan> checked; // never run

  /**
   * What Java makes for a study.
   *
   * @param owned whether the learner is closed with the runner
   * @param strategies what makes those that are not known by name, one for each run
   * @param advice what is told beside the curves
   */
  record Parts<A extends Annotation>(
      Learner<A, ? extends ActiveModel<A>> learner,
      boolean owned,
      Map<String, Supplier<QueryPlan>> strategies,
      AdviceSettings advice) {}

  /**
   * A study, checked.
   *
   * @param advice what is told beside the curves
   * @param learner closed with this
   * @throws org.al4j.core.InvalidInputException if the pool is too small, a strategy or a stopping
   *     criterion is unknown or for other kinds of annotation, or a strategy needs what the learner
   *     does not offer
   */
  public StudyRunner(
      Task<A> task,
      StudyPlan plan,
      LoopChoices choices,
      AdviceSettings advice,
      Learner<A, ? extends ActiveModel<A>> learner) {
    this(task, plan, choices, new Parts<>(learner, true, Map.of(), advice));
  }

  StudyRunner(Task<A> task, StudyPlan plan, LoopChoices choices, Parts<A> parts) {
    this.task = task;
    this.plan = plan;
    this.choices = choices;
    this.parts = parts;
    this.learner = parts.learner();
    try {
      this.sizes = plan.sizes(task.train());
      this.identity = RunIdentity.of(task);
      this.advisor = new Advisor<>(task, parts.advice());
      this.checked = check();
    } catch (RuntimeException | Error e) {
      close(); // nobody gets a runner to close it with
      throw e;
    }
  }

  private List<QueryPlan> check() {
    List<QueryPlan> all = new ArrayList<>();
    try (SharedFirstFit<A, ?> shared = shared(learner)) {
      for (String strategy : plan.strategies()) {
        QueryPlan query = query(strategy);
        Applicable.require(strategy, query, task);
        all.add(query);
        loop(shared, query, plan.firstSeed()).evaluator(task.evaluator()).build().close();
      }
    }
    return all;
  }

  /** A study whose models are trained from scratch, with no advice; see the other constructor. */
  public StudyRunner(Task<A> task, StudyPlan plan, Learner<A, ? extends ActiveModel<A>> learner) {
    this(task, plan, LoopChoices.DEFAULT, AdviceSettings.NONE, learner);
  }

  /** Closes the learner, if it is the runner's. */
  @Override
  public void close() {
    if (parts.owned()) {
      learner.close();
    }
  }

  /**
   * Refuses a folder whose runs were started on other data; writes nothing.
   *
   * @throws org.al4j.core.InvalidInputException if so, naming what differs
   */
  public void check(Path dir) {
    for (String strategy : plan.strategies()) {
      RunIdentity<A> own = identity.with(strategy);
      plan.allSeeds().forEach(seed -> own.check(runDir(dir, strategy, seed)));
    }
  }

  /**
   * Runs what is not finished and gives everything.
   *
   * @throws org.al4j.core.InvalidInputException if a run in the folder was started with other data
   *     or settings
   */
  public StudyResult run(Path dir, StudyProgress progress) {
    check(dir);
    Map<String, List<StudyResult.SeedResult>> results = new LinkedHashMap<>();
    try (SharedFirstFit<A, ?> shared = shared(learner)) {
      prepare(progress);
      progress.counting(sizes.counted());
      progress.start(plan.totalRounds());
      for (int seed : plan.allSeeds()) {
        for (String strategy : plan.strategies()) {
          Path runDir = runDir(dir, strategy, seed);
          var runs = results.computeIfAbsent(strategy, first -> new ArrayList<>());
          runs.add(run(shared, strategy, seed, runDir, progress));
          plan.requireComparable(strategy, runs);
        }
      }
    } finally {
      progress.stop();
    }
    List<StudyResult.StrategyResult> all = new ArrayList<>();
    results.forEach(
        (strategy, runs) ->
            all.add(new StudyResult.StrategyResult(strategy, Applicable.summary(strategy), runs)));
    Path first = runDir(dir, plan.strategies().get(0), plan.firstSeed());
    return new StudyResult(
        "Active learning on " + task.name(),
        task.kind(),
        task.score(),
        task.classes(),
        task.about().constant(task),
        all,
        recipe(),
        environment(first),
        advisor.price());
  }

  private void prepare(StudyProgress progress) {
    TextPreparer.of(learner)
        .ifPresent(one -> one.prepare(Applicable.texts(checked, task), progress::preparing));
  }

  /** The texts and their labels. */
  public Task<A> task() {
    return task;
  }

  /** The texts that the learner's models have read so far, each counted once. */
  public TextsRead textsRead() {
    return TextReader.of(learner);
  }

  /** The settings in the order of a report. */
  public Map<String, String> recipe() {
    Map<String, String> recipe = new LinkedHashMap<>();
    recipe.put("data", task.name());
    recipe.put("pool", task.train().size() + " texts, " + task.about().describe(task.labels()));
    recipe.put("test", task.test().size() + " texts");
    recipe.put("model", learner.describe());
    if (!choices.equals(LoopChoices.DEFAULT)) {
      recipe.put("training", choices.describe());
    }
    recipe.put("strategies", String.join(", ", plan.strategies()));
    recipe.putAll(sizes.recipe(plan.rounds()));
    recipe.put(
        "seeds",
        plan.firstSeed()
            + (plan.seeds() == 1 ? "" : " to " + (plan.firstSeed() + plan.seeds() - 1))
            + "; strategies share a seed's initial texts and first model");
    recipe.putAll(advisor.recipe());
    return recipe;
  }

  /** How many texts of the pool successive models are compared on; 0 for none. */
  public int stopSet() {
    return advisor.stopSet();
  }

  private StudyResult.SeedResult run(
      SharedFirstFit<A, ?> shared, String strategy, int seed, Path runDir, StudyProgress progress) {
    progress.startRun(strategy, seed);
    QueryPlan query = query(strategy);
    RunNotes<A> notes = new RunNotes<>(runDir, task);
    try (ActiveLearning<A> loop =
        loop(shared, query, seed)
            .configuration(identity.with(strategy).configuration(runDir))
            .runDirectory(runDir)
            .evaluator(advisor.evaluator(notes))
            .listener(
                new NotedQueries<>(progress, notes, sizes, () -> shared.latest().map(one -> one)))
            .build()) {
      progress.skip(loop.history().size());
      noteOpenQuery(loop, notes);
      loop.run(Oracle.gold(task.train()));
      Optional<UpsReport> passes =
          query.policy() instanceof Ups ups ? Optional.of(ups.report()) : Optional.empty();
      return advisor.result(seed, loop, sizes.counted(loop.history()), notes, passes);
    }
  }

  /** A plan for one run: its candidate policy may remember it. */
  private QueryPlan query(String strategy) {
    Supplier<QueryPlan> own = parts.strategies().get(strategy);
    return own == null ? QueryPlan.named(strategy) : own.get();
  }

  private Path runDir(Path dir, String strategy, int seed) {
    return dir.resolve("runs").resolve(plan.runFolder(strategy, seed));
  }

  /**
   * Makes up for a note when the process ended between the record of a query and its note: the
   * model of the last finished round selected it then. Otherwise more was trained since, or the
   * note is there.
   */
  private void noteOpenQuery(ActiveLearning<A> loop, RunNotes<A> notes) {
    List<Query> queries = loop.queries();
    int round = queries.size() - 1;
    int trained = choices.trainWhileLabelling() ? Math.max(1, round - 1) : round;
    if (round > 0 && loop.history().size() == trained && !notes.has(queries.get(round))) {
      notes.query(queries.get(round), loop.successor());
    }
  }

  private ActiveLearningBuilder<A> loop(SharedFirstFit<A, ?> shared, QueryPlan query, int seed) {
    ActiveLearningBuilder<A> builder =
        ActiveLearning.<A>builder(task.pool(), task.labels())
            .learner(shared)
            .candidates(query.policy())
            .strategy(query.strategy())
            .initial(Strategies.random(), sizes.firstBudget())
            .budget(sizes.batchBudget())
            .stopping(stopping())
            .training(choices.training())
            .configuration(Map.of("rounds", Integer.toString(plan.rounds())))
            .seed(seed);
    return choices.trainWhileLabelling() ? builder.trainWhileLabelling() : builder;
  }

  /** The number of labels is heard before a prepared query is handed out, that of rounds after. */
  private StoppingCriterion stopping() {
    return choices.trainWhileLabelling()
        ? sizes.maximum(plan.rounds())
        : Stopping.maximumRounds(plan.rounds() + 1);
  }

  private <M extends ActiveModel<A>> SharedFirstFit<A, M> shared(Learner<A, M> behind) {
    return SharedFirstFit.of(behind, sizes::isFirst);
  }

  private static Map<String, String> environment(Path runDir) {
    Map<String, String> all = new LinkedHashMap<>();
    if (RunLog.read(runDir).get(0) instanceof RunEvent.Started started) {
      all.putAll(started.provenance().environment());
      all.putAll(started.provenance().identity());
      all.keySet().removeIf(key -> key.equals("seed") || key.equals("strategy"));
    }
    return all;
  }
}
