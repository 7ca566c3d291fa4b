package org.al4j.core.loop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunEvent.Stopped.Cause;
import org.al4j.core.log.RunLog;
import org.al4j.core.loop.internal.job.Job;
import org.al4j.core.loop.internal.model.KeptModel;
import org.al4j.core.loop.internal.model.ModelKeeper;
import org.al4j.core.loop.internal.run.Lessons;
import org.al4j.core.loop.internal.run.Phase;
import org.al4j.core.loop.internal.run.Promise;
import org.al4j.core.loop.internal.run.RunState;
import org.al4j.core.pool.Pool;
import org.jspecify.annotations.Nullable;

/**
 * The model's side of the loop: what is to be trained, chosen and decided next. Which step is due
 * follows from the recorded events alone, so a resumed run takes the same steps. Every method is
 * called with the loop's monitor held; a {@link Job} is computed without it, on what was known when
 * it was made.
 */
public final class Steps<A extends Annotation> {
  /**
   * A query chosen ahead; empty if nothing could or should be.
   *
   * @param undo gives the candidate policy its memory of before the choice back
   */
  record Prepared(int round, Optional<RunEvent.Asked> query, Runnable undo) {}

  private final LoopSettings<A> settings;
  private final RunLog log;
  private final RunState<A> state;
  private final ModelKeeper<A> models;
  private final Askable<A> askable;
  private final Chooser<A> chooser;
  private @Nullable Prepared prepared;

  Steps(LoopSettings<A> settings, RunLog log, RunState<A> state) {
    this.settings = settings;
    this.log = log;
    this.state = state;
    Seeds seeds = new Seeds(settings.seed());
    this.models = new ModelKeeper<>(making(settings), seeds, kept(settings, log));
    this.chooser = new Chooser<>(settings, log, seeds, models);
    this.askable = new Askable<>(settings.stopping(), state);
  }

  private static <A extends Annotation> ModelKeeper.Making<A> making(LoopSettings<A> settings) {
    Training training = settings.training();
    return new ModelKeeper.Making<>(
        settings.trainer(),
        settings.labels(),
        training.warm(),
        training.start() == Training.Start.WARM_ON_NEW,
        training::rateFactor,
        (progress, round) -> settings.listener().onFitProgress(round, progress));
  }

  /** The place for the latest model, where it is to be kept. */
  private static <A extends Annotation> @Nullable KeptModel<A> kept(
      LoopSettings<A> settings, RunLog log) {
    var loader = settings.loader();
    if (loader == null) {
      return null;
    }
    Path folder =
        log.folder("kept-model")
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "keepModel(..) needs a place for files, which "
                            + log.name()
                            + " is not: keep the run in a folder, or leave it out"));
    RunEvent.Started started = (RunEvent.Started) log.events().get(0);
    Map<String, String> identity = new TreeMap<>(started.provenance().identity());
    identity.put("labels", settings.labels().toString()); // those of a run may have grown since
    return new KeptModel<>(folder, identity, loader);
  }

  /** What the run does next. */
  Phase phase() {
    int round = state.round();
    int trained = state.trainedRound();
    if (state.stopped()) {
      return Phase.STOPPED;
    }
    if (state.startsNow()) {
      return Phase.CHOOSE;
    }
    if (looksAhead() && trained < round - 1) {
      return Phase.TRAIN;
    }
    if (looksAhead() && trained == round - 1 && !isPrepared()) {
      return Phase.CHOOSE_AHEAD;
    }
    if (state.open()) {
      return Phase.LABEL;
    }
    if (trained == round) {
      return Phase.CHOOSE;
    }
    return prepared != null && prepared.query().isPresent() ? Phase.ASK : Phase.TRAIN;
  }

  /** The step of a phase in which the models are wanted. */
  Job advance(Phase phase) {
    return switch (phase) {
      case CHOOSE -> new ChooseJob<>(this, state.startsNow() ? 0 : state.round() + 1);
      case CHOOSE_AHEAD -> new ChooseAheadJob<>(this, state.round() + 1);
      case ASK -> new AskJob<>(this, computed(prepared));
      case TRAIN -> new TrainJob<>(this, state.trainedRound() + 1);
      case LABEL, STOPPED -> throw new IllegalStateException("nothing is due in phase " + phase);
    };
  }

  /** The step that can be taken while people label: none but what prepares the next query. */
  Optional<Job> background() {
    Phase phase = phase();
    boolean behind = phase == Phase.TRAIN && state.trainedRound() < state.round() - 1;
    boolean due = looksAhead() && (behind || phase == Phase.CHOOSE_AHEAD);
    return due ? Optional.of(advance(phase)) : Optional.empty();
  }

  /** The first batch has no model to be chosen by, and the second waits for the first's. */
  private boolean looksAhead() {
    return settings.ahead() && state.round() > 0 && !state.queries().isEmpty();
  }

  private boolean isPrepared() {
    return prepared != null && prepared.round() == state.round() + 1;
  }

  /** Makes the models of the last finished round, which a resumed run has not. */
  Job remaking() {
    Lessons<A> lessons = state.lessons();
    return new Job() {
      @Override
      public void compute() {
        models.after(lessons);
      }

      @Override
      public void commit() {
        models.settle();
      }

      @Override
      public void afterwards() {
        models.keep(lessons);
      }
    };
  }

  /**
   * Lets a run go on that stopped since nothing was left to ask, once people say what changes that
   * or what its last model has not seen.
   */
  void goOnIfSaid() {
    if (state.stoppedFor(Cause.PEOPLE) || state.stoppedFor(Cause.POOL)) {
      reconsider();
    }
  }

  /**
   * Lets a stopped run go on if the criterion of now does not stop it there. Where it stopped since
   * nothing was left to ask, and nothing is now, it goes on with a round of training alone if its
   * last model has not seen all labels, whatever the criterion says; where people have decided what
   * it stopped for, with such a round in any case.
   */
  void reconsider() {
    boolean untaught = state.stoppedUntaught();
    if (!(untaught && state.stoppedFor(Cause.PEOPLE)) && asksAgain()) {
      record(List.of(new RunEvent.Continued(state.round())));
    } else if (untaught) {
      record(List.of(new RunEvent.Continued(state.round() + 1)));
    }
  }

  private boolean asksAgain() {
    return state.mayGoOn()
        && state.pool().unlabelledCount() > 0
        && decide(state.history(), state.pool()).isEmpty()
        && askable.allowsAny();
  }

  /** Why the run ends here; empty if it goes on. Needs no lock. */
  Optional<String> decide(List<Iteration> history, Pool<A> pool) {
    return history.isEmpty()
        ? Optional.empty()
        : Promise.kept(
            settings.stopping().reason(history, pool), "the stopping criterion", "reason");
  }

  /** Records events and lets them count. */
  void record(List<? extends RunEvent> events) {
    if (!events.isEmpty()) {
      log.append(events);
      events.forEach(state::apply);
    }
  }

  void prepare(Prepared query) {
    prepared = query;
  }

  void ask(RunEvent.Asked asked) {
    record(List.of(asked));
    prepared = null;
    settings.listener().onQuery(state.query());
  }

  void stop(RunEvent.Stopped stopped) {
    record(List.of(stopped));
    goOnIfSaid(); // labels may have come while the last model was trained
    if (state.stopped()) {
      settings.listener().onStop(stopped.reason());
    }
  }

  LoopSettings<A> settings() {
    return settings;
  }

  RunLog log() {
    return log;
  }

  RunState<A> state() {
    return state;
  }

  ModelKeeper<A> models() {
    return models;
  }

  Askable<A> askable() {
    return askable;
  }

  Chooser<A> chooser() {
    return chooser;
  }

  static <T> T computed(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a step was taken over before it was computed");
    }
    return value;
  }
}
