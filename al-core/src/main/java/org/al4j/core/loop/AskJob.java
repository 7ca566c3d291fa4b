package org.al4j.core.loop;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.loop.internal.job.Job;
import org.al4j.core.pool.Pool;

/**
 * Decides whether to go on, and asks the query that was chosen ahead. The criteria or late answers
 * may have made it void: then the models are trained on all labels first.
 */
final class AskJob<A extends Annotation> implements Job {
  private final Steps<A> steps;
  private final Steps.Prepared prepared;
  private final List<Iteration> history;
  private final Pool<A> pool;
  private boolean goOn;

  AskJob(Steps<A> steps, Steps.Prepared prepared) {
    this.steps = steps;
    this.prepared = prepared;
    this.history = steps.state().history();
    this.pool = steps.state().pool();
  }

  @Override
  public void compute() {
    goOn = steps.decide(history, pool).isEmpty();
  }

  @Override
  public void commit() {
    Optional<RunEvent.Asked> open = prepared.query().flatMap(steps.askable()::open);
    if (goOn && open.isPresent()) {
      steps.ask(open.get());
    } else { // the policy must not remember it
      prepared.undo().run();
      steps.prepare(new Steps.Prepared(prepared.round(), Optional.empty(), () -> {}));
    }
  }
}
