package org.al4j.core.loop;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Provenance;
import org.al4j.core.log.RunLog;
import org.al4j.core.log.RunStore;
import org.al4j.core.loop.internal.model.LearnerPair;
import org.al4j.core.loop.internal.run.People;
import org.al4j.core.loop.internal.run.Promise;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Qualification;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.QueryStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link ActiveLearning} loop. Needed: a learner, a strategy, a budget, a stopping
 * criterion, and an initial strategy with its budget unless the pool has labels already.
 *
 * @param <A> the kind of annotation
 */
public final class ActiveLearningBuilder<A extends Annotation> {
  private final Pool<A> pool;
  private final LabelSpace labels;
  private final Map<String, String> configuration = new TreeMap<>();
  private @Nullable LearnerPair<A> trainer;
  private @Nullable QueryStrategy strategy;
  private @Nullable Budget budget;
  private @Nullable QueryStrategy initialStrategy;
  private @Nullable Budget initialBudget;
  private CandidatePolicy policy = CandidatePolicy.all();
  private @Nullable StoppingCriterion stopping;
  private Evaluator<A> evaluator = new NoEvaluator<>();
  private LoopListener listener = new LoopListener() {};
  private Function<Provenance, RunLog> logs = RunLog::inMemory;
  private Training training = Training.fromScratch();
  private People<A> people = People.one();
  private boolean ahead;
  private @Nullable Function<Path, LearnerPair.Models<A>> loader;
  private Executor executor = ActiveLearningBuilder::ownThread;
  private boolean durable;
  private long seed;

  ActiveLearningBuilder(Pool<A> pool, LabelSpace labels) {
    this.pool = Objects.requireNonNull(pool);
    this.labels = Objects.requireNonNull(labels);
  }

  /** One learner for models that are both looked at and used. */
  public <M extends AcquisitionModel & SuccessorModel<A>> ActiveLearningBuilder<A> learner(
      Learner<A, M> learner) {
    trainer = LearnerPair.single(learner);
    return this;
  }

  /**
   * A cheap learner to look at and another kind of successor to use; both are trained in every
   * round.
   */
  public <M extends AcquisitionModel, S extends SuccessorModel<A>>
      ActiveLearningBuilder<A> learners(Learner<A, M> acquisition, Learner<A, S> successor) {
    trainer = LearnerPair.pair(acquisition, successor);
    return this;
  }

  /** What chooses from round 1 on. */
  public ActiveLearningBuilder<A> strategy(QueryStrategy chosen) {
    strategy = chosen;
    return this;
  }

  /** How much each round asks from round 1 on; the last query takes what is left. */
  public ActiveLearningBuilder<A> budget(Budget perRound) {
    budget = perRound;
    return this;
  }

  /** What chooses the first batch, without a model, and how much of it. */
  public ActiveLearningBuilder<A> initial(QueryStrategy chosen, Budget firstBatch) {
    initialStrategy = chosen;
    initialBudget = firstBatch;
    return this;
  }

  /** Which unlabelled instances are looked at; all by default. */
  public ActiveLearningBuilder<A> candidates(CandidatePolicy chosen) {
    policy = Objects.requireNonNull(chosen, "policy");
    return this;
  }

  /** From what each round's models start; from scratch by default. */
  public ActiveLearningBuilder<A> training(Training chosen) {
    training = Objects.requireNonNull(chosen, "training");
    return this;
  }

  /**
   * Trains while people label. The executor, by default a thread of the loop's own, prepares the
   * next query while one is being answered, so that nobody waits: query {@code q + 1} is chosen by
   * the model of round {@code q - 1}, which has seen all but the batch that is being labelled, and
   * leaves out what is being asked. (The first two queries after the initial one come from the same
   * model.) What is asked depends on the labels and the seed only, never on who was faster, so such
   * a run is resumed exactly too.
   *
   * <p>A stopping criterion that looks at scores or rounds is heard a batch later, since that batch
   * is with people already; one that looks at the pool, such as a limit of labels, is asked before
   * a prepared query is handed out and holds exactly.
   */
  public ActiveLearningBuilder<A> trainWhileLabelling() {
    ahead = true;
    return this;
  }

  /**
   * Who trains and selects for {@link ActiveLearning#nextAsync()}, and while people label; a new
   * daemon thread for each piece of work by default. What it has not begun when somebody calls
   * {@code next()} is done by that caller, as is what it refuses. It is not shut down with the
   * loop.
   */
  public ActiveLearningBuilder<A> executor(Executor chosen) {
    executor = Objects.requireNonNull(chosen, "executor");
    return this;
  }

  private static void ownThread(Runnable work) {
    Thread thread = new Thread(work, "al4j-loop");
    thread.setDaemon(true); // a program that forgot to close the loop may end
    thread.start();
  }

  /**
   * Keeps the model of the latest round in the run's folder, so that a restarted process asks and
   * predicts without a fit; off by default. It is saved once its round is recorded, before the next
   * query is chosen, and costs its size on the disk and the time to save it. A kept model that is
   * missing, damaged or of other labels means a fit, as without this. One that could not be saved
   * is logged. A warm training never goes on from a loaded model: it fits its chain again.
   *
   * @param loading gives the model that {@link SuccessorModel#save} wrote into a folder, equal to
   *     the saved one to the last bit and without need of the folder afterwards; with the loop's
   *     one learner, whose models are both looked at and used
   */
  public <M extends AcquisitionModel & SuccessorModel<A>> ActiveLearningBuilder<A> keepModel(
      Function<Path, M> loading) {
    Objects.requireNonNull(loading, "loading");
    loader =
        folder -> {
          M model = Promise.kept(loading.apply(folder), "the loader of keepModel(..)", "apply");
          return new LearnerPair.Models<>(model, model);
        };
    return this;
  }

  /** Asks as many people, no more: see {@link #judgements(int, int, Adjudication)}. */
  public ActiveLearningBuilder<A> judgements(int wanted, Adjudication<A> adjudication) {
    return judgements(wanted, wanted, adjudication);
  }

  /**
   * Asks several people for each instance; what they say decides its label.
   *
   * <p>An instance is labelled when {@code wanted} people judged it and the adjudication decides.
   * If it does not, one more is asked, up to {@code most}; after that the instance is {@linkplain
   * ActiveLearning#disputed() in dispute}, and a person {@link org.al4j.core.oracle.Answer.Decided
   * decides}. While it is open the query waits for that; an instance in dispute comes in no later
   * query. Who skips an instance does not get it again; it is set aside when {@code wanted} people
   * have skipped it.
   *
   * <p>A label may change: when a judgement of the instance is added, revised or withdrawn, and
   * when a query closes, since the adjudication then looks at all judgements again. Models learn
   * from the labels of the moment; those that were trained before stay in the history.
   *
   * @param wanted how many judgements an instance needs, at least 1
   * @param most how many it gets if they do not decide, at least {@code wanted}
   * @param adjudication what label follows from them
   */
  public ActiveLearningBuilder<A> judgements(int wanted, int most, Adjudication<A> adjudication) {
    people = people.judgements(wanted, most, Objects.requireNonNull(adjudication, "adjudication"));
    return this;
  }

  /**
   * Mixes items whose label is known into {@linkplain ActiveLearning#queryFor what each annotator
   * gets}, to measure how good they are, and to let only those label who are good enough.
   */
  public ActiveLearningBuilder<A> qualification(Qualification<A> known) {
    people = people.qualification(Objects.requireNonNull(known, "known"));
    return this;
  }

  /** When to stop. */
  public ActiveLearningBuilder<A> stopping(StoppingCriterion criterion) {
    stopping = criterion;
    return this;
  }

  /** How each round's successor is measured; not at all by default. */
  public ActiveLearningBuilder<A> evaluator(Evaluator<A> chosen) {
    evaluator = Objects.requireNonNull(chosen, "evaluator");
    return this;
  }

  /** Who is told. */
  public ActiveLearningBuilder<A> listener(LoopListener chosen) {
    listener = Objects.requireNonNull(chosen, "listener");
    return this;
  }

  /** The root seed of everything random; 0 by default. */
  public ActiveLearningBuilder<A> seed(long root) {
    seed = root;
    return this;
  }

  /**
   * Further settings to record; a run is resumed only with equal ones. One that has {@link
   * Provenance#GROWING_LABELS} is also resumed with further labels behind those that it began with.
   */
  public ActiveLearningBuilder<A> configuration(Map<String, String> settings) {
    configuration.putAll(settings);
    return this;
  }

  /** Where the run is recorded; a folder with a run in it is resumed. In memory by default. */
  public ActiveLearningBuilder<A> runDirectory(Path dir) {
    return store(RunStore.folder(dir));
  }

  /** The same in another place than a folder, such as the application's database. */
  public ActiveLearningBuilder<A> store(RunStore store) {
    return log(provenance -> RunLog.open(store, provenance));
  }

  ActiveLearningBuilder<A> log(Function<Provenance, RunLog> opener) {
    logs = opener;
    durable = true;
    return this;
  }

  /**
   * Builds the loop, and opens its run folder if it has one.
   *
   * @throws InvalidInputException if a setting is missing, the strategy needs an output that the
   *     learner does not offer or is for another kind of annotation, the pool is empty, or the
   *     folder holds another run or is in use
   */
  public ActiveLearning<A> build() {
    QueryStrategy chosen = required(strategy, "strategy(...)");
    QueryStrategy first = initialStrategy == null ? chosen : initialStrategy;
    LoopSettings<A> settings =
        new LoopSettings<>(
            pool,
            labels,
            required(trainer, "learner(...)"),
            chosen,
            required(budget, "budget(...)"),
            first,
            initialBudget,
            policy,
            required(stopping, "stopping(...)"),
            evaluator,
            listener,
            training,
            people,
            ahead,
            executor,
            loader,
            seed);
    new LoopCheck<>(settings).requireConsistent();
    RunLog log = logs.apply(LoopIdentity.of(settings, configuration, durable));
    try {
      return new ActiveLearning<>(settings, log);
    } catch (Throwable e) { // whatever it is, the folder must be free
      log.close();
      throw e;
    }
  }

  private static <T> T required(@Nullable T value, String setter) {
    if (value == null) {
      throw new InvalidInputException("the loop is incomplete: call " + setter + " before build()");
    }
    return value;
  }
}
