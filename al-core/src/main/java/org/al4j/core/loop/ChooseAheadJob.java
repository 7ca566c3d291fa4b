package org.al4j.core.loop;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.loop.internal.job.Job;
import org.al4j.core.loop.internal.run.Lessons;
import org.al4j.core.loop.internal.run.RunState;
import org.al4j.core.pool.Pool;

/** Chooses the query after the open one, by the model of the round before it. */
final class ChooseAheadJob<A extends Annotation> implements Job {
  private final Steps<A> steps;
  private final int round;
  private final List<Iteration> history;
  private final Pool<A> known;
  private final Pool<A> pool;
  private final Lessons<A> lessons;
  private final Choice.Known context;
  private Optional<RunEvent.Asked> query = Optional.empty();
  private Runnable undo = () -> {};

  ChooseAheadJob(Steps<A> steps, int round) {
    RunState<A> state = steps.state();
    this.steps = steps;
    this.round = round;
    this.history = state.history();
    this.known = state.poolOf(round - 2);
    this.pool = state.choosableOf(round - 2).skip(state.query().ids());
    this.lessons = state.lessons();
    this.context = new Choice.Known(history, state.timesOf(round - 2));
  }

  @Override
  public void compute() {
    if (pool.unlabelledCount() > 0 && steps.decide(history, known).isEmpty()) {
      undo = steps.chooser().undo();
      query = steps.chooser().choose(round, pool, context, lessons, undo).query();
    }
  }

  @Override
  public void afterwards() {
    steps.models().keep(lessons);
  }

  @Override
  public void commit() {
    steps.models().settle();
    steps.prepare(new Steps.Prepared(round, query, undo));
  }
}
