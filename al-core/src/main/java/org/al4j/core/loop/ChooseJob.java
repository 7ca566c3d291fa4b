package org.al4j.core.loop;

import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.RunEvent;
import org.al4j.core.loop.internal.job.Job;
import org.al4j.core.loop.internal.run.Lessons;
import org.al4j.core.loop.internal.run.RunState;
import org.al4j.core.pool.Pool;
import org.jspecify.annotations.Nullable;

/** Decides whether to go on, chooses what to ask, and asks it. */
final class ChooseJob<A extends Annotation> implements Job {
  private final Steps<A> steps;
  private final RunState<A> state;
  private final int round;
  private final Pool<A> pool;
  private final Pool<A> choosable;
  private final Lessons<A> lessons;
  private final Choice.Known known;
  private Runnable undo = () -> {};
  private Choice.@Nullable Outcome chosen;
  private RunEvent.@Nullable Stopped stopped;

  ChooseJob(Steps<A> steps, int round) {
    this.steps = steps;
    this.state = steps.state();
    this.round = round;
    this.pool = state.pool();
    this.choosable = state.choosableOf(state.round());
    this.lessons = state.lessons();
    this.known = new Choice.Known(state.history(), state.timesOf(state.round()));
  }

  @Override
  public void compute() {
    Optional<String> reason = steps.decide(known.history(), pool);
    if (reason.isPresent()) {
      stopped = new RunEvent.Stopped(state.round(), reason.get());
    } else if (pool.unlabelledCount() == 0) {
      stopped = exhausted();
    } else if (choosable.unlabelledCount() == 0) {
      stopped = undecided(pool.unlabelledCount());
    } else {
      undo = steps.chooser().undo();
      chosen = steps.chooser().choose(round, choosable, known, lessons, undo);
    }
  }

  @Override
  public void afterwards() {
    steps.models().keep(lessons);
  }

  @Override
  public void commit() {
    steps.models().settle();
    if (stopped != null) {
      if (!hasGrown() || stopped.cause() == RunEvent.Stopped.Cause.CRITERION) {
        steps.stop(stopped);
      }
      return;
    }
    Choice.Outcome outcome = Steps.computed(chosen);
    Optional<RunEvent.Asked> open = outcome.query().flatMap(steps.askable()::open);
    if (open.isPresent()) {
      steps.ask(open.get());
    } else if (outcome.query().isEmpty() && hasGrown()) {
      undo.run();
    } else if (outcome.query().isEmpty()) {
      steps.stop(pool(outcome.obstacle()));
    } else if (outcome.query().flatMap(steps.askable()::stillUnlabelled).isPresent()) {
      String reason = Askable.nothing(outcome.query().get());
      steps.stop(new RunEvent.Stopped(state.round(), reason));
    } else { // late answers labelled all of it meanwhile: choose again, as if it never was
      undo.run();
    }
  }

  /** Whether there is more to choose from than when this was computed: then it is done again. */
  private boolean hasGrown() {
    return state.pool().corpus().size() > pool.corpus().size();
  }

  private RunEvent.Stopped exhausted() {
    return pool(
        "pool exhausted: 0 unlabelled instances left, "
            + steps.settings().budget().describe()
            + " requested");
  }

  private RunEvent.Stopped undecided(int left) {
    String reason = "a person is to decide each of the " + left + " unlabelled instances left";
    return new RunEvent.Stopped(state.round(), reason, RunEvent.Stopped.Cause.PEOPLE);
  }

  private RunEvent.Stopped pool(String reason) {
    return new RunEvent.Stopped(state.round(), reason, RunEvent.Stopped.Cause.POOL);
  }
}
