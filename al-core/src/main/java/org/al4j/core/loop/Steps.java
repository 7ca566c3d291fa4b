package org.al4j.core.loop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.pool.Pool;
import org.jspecify.annotations.Nullable;

/**
 * The model's side of the loop: what is to be trained, chosen and decided next. Which step is due
 * follows from the recorded events alone, so a resumed run takes the same steps. Every method is
 * called with the loop's monitor held; a {@link Job} is computed without it where people label
 * meanwhile.
 */
final class Steps<A extends Annotation> {
  /** A query chosen ahead; empty if nothing could or should be. */
  private record Prepared(int round, Optional<RunEvent.Asked> query) {}

  private final LoopSettings<A> settings;
  private final RunLog log;
  private final RunState<A> state;
  private final Seeds seeds;
  private final ModelKeeper<A> models;
  private @Nullable Prepared prepared;

  Steps(LoopSettings<A> settings, RunLog log, RunState<A> state) {
    this.settings = settings;
    this.log = log;
    this.state = state;
    this.seeds = new Seeds(settings.seed());
    this.models = new ModelKeeper<>(settings, seeds);
  }

  ModelKeeper<A> models() {
    return models;
  }

  /** Records events and lets them count. */
  void record(List<? extends RunEvent> events) {
    if (!events.isEmpty()) {
      log.append(events);
      events.forEach(state::apply);
    }
  }

  /** The training or choice that can be made now, while a query is open or not. */
  Optional<Job> due() {
    int round = state.round();
    int trained = state.trainedRound();
    if (state.startsNow() || (state.open() && !looksAhead())) {
      return Optional.empty();
    }
    if (!looksAhead()) {
      return trained < round ? Optional.of(training(round)) : Optional.empty();
    }
    if (trained < round - 1) {
      return Optional.of(training(round - 1));
    }
    boolean chosen = prepared != null && prepared.round() == round + 1;
    return trained == round - 1 && !chosen ? Optional.of(choice()) : Optional.empty();
  }

  /** The first batch has no model to be chosen by, and the second waits for the first's. */
  private boolean looksAhead() {
    return settings.ahead() && state.round() > 0;
  }

  /** Takes one step towards the next query, when none is open. */
  void advance() {
    Optional<Job> due = due();
    if (due.isPresent()) {
      run(due.get());
    } else if (state.startsNow()) {
      ask(0, Optional.empty());
    } else if (state.trainedRound() == state.round()) {
      decide();
    } else if (!handOut()) {
      run(training(state.round()));
    }
  }

  private static void run(Job job) {
    job.compute();
    job.commit();
  }

  private Job training(int round) {
    Lessons<A> lessons = state.lessonsUpTo(round);
    Pool<A> pool = state.poolOf(round);
    double selectSeconds = state.selectSeconds(round);
    return new Job() {
      private @Nullable Iteration iteration;

      @Override
      public void compute() {
        long start = System.nanoTime();
        Optional<Trainer.Models<A>> fitted = models.after(lessons);
        double fitSeconds = seconds(start);
        start = System.nanoTime();
        Map<String, Double> scores =
            fitted
                .map(pair -> settings.evaluator().evaluate(pair.successor(), settings.labels()))
                .orElse(Map.of());
        iteration =
            new Iteration(
                round,
                pool.labelledCount(),
                pool.unlabelledCount(),
                pool.skippedCount(),
                scores,
                selectSeconds,
                fitSeconds,
                seconds(start),
                models.loss());
      }

      @Override
      public void commit() {
        Iteration done = computed(iteration);
        record(
            List.of(
                new RunEvent.Trained(
                    done,
                    settings.evaluator().state().map(bytes -> log.saveState("evaluator", bytes)))));
        settings.evaluator().recorded();
        settings.listener().onIteration(done);
      }
    };
  }

  /** The query after the open one, chosen by the model of the round before it. */
  private Job choice() {
    int round = state.round() + 1;
    Pool<A> pool = state.poolOf(round - 2).skip(state.query().ids());
    Lessons<A> lessons = state.lessons();
    Choice.Known known = new Choice.Known(state.history(), state.timesOf(round - 2));
    boolean goOn = pool.unlabelledCount() > 0 && stopReason(state.poolOf(round - 2)).isEmpty();
    return new Job() {
      private Optional<RunEvent.Asked> query = Optional.empty();

      @Override
      public void compute() {
        if (goOn) {
          query = choose(round, pool, known, acquisition(lessons)).query();
        }
      }

      @Override
      public void commit() {
        prepared = new Prepared(round, query);
      }
    };
  }

  /** Asks what was prepared, unless the criteria or late answers have made that void. */
  private boolean handOut() {
    Optional<RunEvent.Asked> query =
        computed(prepared).query().map(this::stillUnlabelled).filter(ask -> !ask.items().isEmpty());
    if (query.isEmpty() || stopReason(state.pool()).isPresent()) {
      return false;
    }
    record(query.get());
    return true;
  }

  private RunEvent.Asked stillUnlabelled(RunEvent.Asked ask) {
    Pool<A> pool = state.pool();
    List<RunEvent.AskedItem> items =
        ask.items().stream()
            .filter(item -> pool.isUnlabelled(pool.corpus().ordinal(item.id())))
            .toList();
    return new RunEvent.Asked(ask.round(), items, ask.selectSeconds(), ask.policyState());
  }

  private void decide() {
    Optional<String> reason = stopReason(state.pool());
    if (reason.isPresent()) {
      stop(reason.get());
    } else if (state.pool().unlabelledCount() == 0) {
      stop(
          "pool exhausted: 0 unlabelled instances left, "
              + settings.budget().describe()
              + " requested");
    } else {
      ask(state.round() + 1, acquisition(state.lessons()));
    }
  }

  private Optional<String> stopReason(Pool<A> pool) {
    return state.history().isEmpty()
        ? Optional.empty()
        : settings.stopping().reason(state.history(), pool);
  }

  private void ask(int round, Optional<AcquisitionModel> model) {
    Choice.Known known = new Choice.Known(state.history(), state.timesOf(state.round()));
    Choice.Outcome chosen = choose(round, state.pool(), known, model);
    chosen.query().ifPresentOrElse(this::record, () -> stop(chosen.obstacle()));
  }

  private Choice.Outcome choose(
      int round, Pool<A> pool, Choice.Known known, Optional<AcquisitionModel> model) {
    return new Choice<>(settings, log, seeds, known).choose(round, pool, model);
  }

  private Optional<AcquisitionModel> acquisition(Lessons<A> lessons) {
    return models.after(lessons).map(Trainer.Models::acquisition);
  }

  private void record(RunEvent.Asked asked) {
    record(List.of(asked));
    prepared = null;
    settings.listener().onQuery(state.query());
  }

  private void stop(String reason) {
    record(List.of(new RunEvent.Stopped(state.round(), reason)));
    settings.listener().onStop(reason);
  }

  private static <T> T computed(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a step was taken over before it was computed");
    }
    return value;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
