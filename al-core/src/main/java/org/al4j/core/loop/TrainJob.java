package org.al4j.core.loop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.loop.internal.job.Job;
import org.al4j.core.loop.internal.model.Beliefs;
import org.al4j.core.loop.internal.model.HeldModels;
import org.al4j.core.loop.internal.run.Lessons;
import org.al4j.core.loop.internal.run.Promise;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.pool.Pool;
import org.jspecify.annotations.Nullable;

/** Trains a round's models and evaluates them. */
final class TrainJob<A extends Annotation> implements Job {
  private final Steps<A> steps;
  private final LoopSettings<A> settings;
  private final int round;
  private final Lessons<A> lessons;
  private final Pool<A> pool;
  private final Optional<RunEvent.Asked> query;
  private @Nullable Iteration iteration;

  TrainJob(Steps<A> steps, int round) {
    this.steps = steps;
    this.settings = steps.settings();
    this.round = round;
    this.lessons = steps.state().lessonsUpTo(round);
    this.pool = steps.state().poolOf(round);
    this.query = steps.state().asked(round);
  }

  @Override
  public void compute() {
    long start = System.nanoTime();
    Optional<HeldModels<A>> fitted = steps.models().after(lessons);
    double fitSeconds = seconds(start);
    start = System.nanoTime();
    Map<String, Double> scores = fitted.map(this::evaluate).orElse(Map.of());
    iteration =
        new Iteration(
            round,
            pool.labelledCount(),
            pool.unlabelledCount(),
            pool.skippedCount(),
            scores,
            query.map(RunEvent.Asked::selectSeconds).orElse(0.0),
            fitSeconds,
            seconds(start),
            steps.models().loss(),
            query.map(asked -> Beliefs.losses(asked, pool, settings.labels())).orElse(Map.of()));
  }

  /** What the evaluator says, checked: it is recorded and read back. */
  private Map<String, Double> evaluate(HeldModels<A> fitted) {
    SuccessorModel<A> model = fitted.models().successor();
    Map<String, Double> scores = settings.evaluator().evaluate(model, settings.labels());
    if (scores == null) {
      throw refused("null");
    }
    scores.forEach(
        (name, value) -> {
          if (name == null || value == null) {
            throw refused("score " + name + " = " + value);
          }
        });
    return scores;
  }

  @Override
  public void afterwards() {
    steps.models().keep(lessons);
  }

  @Override
  public void commit() {
    Iteration done = Steps.computed(iteration);
    Optional<RunEvent.StateFile> memory =
        memory().map(bytes -> steps.log().saveState("evaluator", bytes));
    steps.record(List.of(new RunEvent.Trained(done, memory, lessons.changes(lessons.size() - 1))));
    settings.evaluator().recorded();
    steps.models().settle();
    settings.listener().onIteration(done);
  }

  /** What the evaluator remembers. */
  private Optional<byte[]> memory() {
    return Promise.kept(
        settings.evaluator().state(), "evaluator " + settings.evaluator().describe(), "state");
  }

  private IllegalStateException refused(String found) {
    return new IllegalStateException(
        "evaluator "
            + settings.evaluator().describe()
            + " returned "
            + found
            + "; it returns a number for each name, NaN where there is none");
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
