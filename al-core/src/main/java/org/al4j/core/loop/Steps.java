package org.al4j.core.loop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.pool.Pool;
import org.jspecify.annotations.Nullable;

/**
 * The model's side of the loop: what is to be trained, chosen and decided next. Which step is due
 * follows from the recorded events alone, so a resumed run takes the same steps. Every method is
 * called with the loop's monitor held; a {@link Job} is computed without it, on what was known when
 * it was made.
 */
final class Steps<A extends Annotation> {
  /**
   * A query chosen ahead; empty if nothing could or should be.
   *
   * @param undo gives the candidate policy its memory of before the choice back
   */
  private record Prepared(int round, Optional<RunEvent.Asked> query, Runnable undo) {}

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
    this.models = new ModelKeeper<>(settings, seeds);
    this.chooser = new Chooser<>(settings, log, seeds, models);
    this.askable = new Askable<>(settings.stopping(), state);
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

  /** The step towards the next query, when none is open. */
  Job next() {
    Optional<Job> due = due();
    if (due.isPresent()) {
      return due.get();
    }
    if (state.startsNow()) {
      return selection(0);
    }
    if (state.trainedRound() == state.round()) {
      return selection(state.round() + 1);
    }
    if (canHandOut()) {
      return handingOut();
    }
    if (computed(prepared).query().isPresent()) { // void: the policy must not remember it
      computed(prepared).undo().run();
      prepared = new Prepared(computed(prepared).round(), Optional.empty(), () -> {});
    }
    return training(state.round());
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
    };
  }

  /** Lets a stopped run go on if the criterion of now does not stop it there. */
  void reconsider() {
    if (state.mayGoOn()
        && state.pool().unlabelledCount() > 0
        && stopReason(state.history(), state.pool()).isEmpty()
        && askable.allowsAny()) {
      record(List.of(new RunEvent.Continued(state.round())));
    }
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
        Optional<HeldModels<A>> fitted = models.after(lessons);
        double fitSeconds = seconds(start);
        start = System.nanoTime();
        Map<String, Double> scores =
            fitted.map(held -> Scores.of(settings, held.models().successor())).orElse(Map.of());
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
                    Scores.state(settings).map(bytes -> log.saveState("evaluator", bytes)),
                    lessons.changes(lessons.size() - 1))));
        settings.evaluator().recorded();
        models.settle();
        settings.listener().onIteration(done);
      }
    };
  }

  /** The query after the open one, chosen by the model of the round before it. */
  private Job choice() {
    int round = state.round() + 1;
    Pool<A> pool = state.choosableOf(round - 2).skip(state.query().ids());
    Lessons<A> lessons = state.lessons();
    Choice.Known known = new Choice.Known(state.history(), state.timesOf(round - 2));
    boolean goOn =
        pool.unlabelledCount() > 0
            && stopReason(state.history(), state.poolOf(round - 2)).isEmpty();
    return new Job() {
      private final Runnable undo = chooser.undo();
      private Optional<RunEvent.Asked> query = Optional.empty();

      @Override
      public void compute() {
        if (goOn) {
          query = chooser.choose(round, pool, known, lessons, undo).query();
        }
      }

      @Override
      public void commit() {
        models.settle();
        prepared = new Prepared(round, query, undo);
      }
    };
  }

  /** Whether what was prepared can be asked: the criteria or late answers may have made it void. */
  private boolean canHandOut() {
    return computed(prepared).query().flatMap(askable::open).isPresent()
        && stopReason(state.history(), state.pool()).isEmpty();
  }

  private Job handingOut() {
    return new Job() {
      @Override
      public void compute() {}

      @Override
      public void commit() {
        computed(prepared).query().flatMap(askable::open).ifPresent(Steps.this::ask);
      }
    };
  }

  /** Decides whether to go on, and chooses what to ask. */
  private Job selection(int round) {
    Pool<A> pool = state.pool();
    Pool<A> choosable = state.choosableOf(state.round());
    Lessons<A> lessons = state.lessons();
    Choice.Known known = new Choice.Known(state.history(), state.timesOf(state.round()));
    return new Job() {
      private final Runnable undo = chooser.undo();
      private Choice.@Nullable Outcome chosen;
      private RunEvent.@Nullable Stopped stopped;

      @Override
      public void compute() {
        Optional<String> reason = stopReason(known.history(), pool);
        if (reason.isPresent()) {
          stopped = new RunEvent.Stopped(state.round(), reason.get());
        } else if (pool.unlabelledCount() == 0) {
          stopped = exhausted();
        } else if (choosable.unlabelledCount() == 0) {
          stopped = undecided(pool.unlabelledCount());
        } else {
          chosen = chooser.choose(round, choosable, known, lessons, undo);
        }
      }

      @Override
      public void commit() {
        models.settle();
        if (stopped != null) {
          stop(stopped);
          return;
        }
        Choice.Outcome outcome = computed(chosen);
        Optional<RunEvent.Asked> open = outcome.query().flatMap(askable::open);
        if (open.isPresent()) {
          ask(open.get());
        } else if (outcome.query().isEmpty()) {
          stop(pool(outcome.obstacle()));
        } else if (outcome.query().flatMap(askable::stillUnlabelled).isPresent()) {
          stop(new RunEvent.Stopped(state.round(), Askable.nothing(outcome.query().get())));
        } else { // late answers labelled all of it meanwhile: choose again, as if it never was
          undo.run();
        }
      }
    };
  }

  private RunEvent.Stopped exhausted() {
    return pool(
        "pool exhausted: 0 unlabelled instances left, "
            + settings.budget().describe()
            + " requested");
  }

  private RunEvent.Stopped undecided(int left) {
    return pool("a person is to decide each of the " + left + " unlabelled instances left");
  }

  private RunEvent.Stopped pool(String reason) {
    return new RunEvent.Stopped(state.round(), reason, RunEvent.Stopped.Cause.POOL);
  }

  private Optional<String> stopReason(List<Iteration> history, Pool<A> pool) {
    return history.isEmpty()
        ? Optional.empty()
        : Promise.kept(
            settings.stopping().reason(history, pool), "the stopping criterion", "reason");
  }

  private void ask(RunEvent.Asked asked) {
    record(List.of(asked));
    prepared = null;
    settings.listener().onQuery(state.query());
  }

  private void stop(RunEvent.Stopped stopped) {
    record(List.of(stopped));
    settings.listener().onStop(stopped.reason());
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
