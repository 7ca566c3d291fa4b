package org.al4j.core.loop;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.loop.internal.model.LearnerPair;
import org.al4j.core.loop.internal.run.People;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.QueryStrategy;
import org.jspecify.annotations.Nullable;

/** Everything a loop was built with, checked by the builder. */
record LoopSettings<A extends Annotation>(
    Pool<A> pool,
    LabelSpace labels,
    LearnerPair<A> trainer,
    QueryStrategy strategy,
    Budget budget,
    QueryStrategy initialStrategy,
    @Nullable Budget initialBudget,
    CandidatePolicy policy,
    StoppingCriterion stopping,
    Evaluator<A> evaluator,
    LoopListener listener,
    Training training,
    People<A> people,
    boolean ahead,
    Executor executor,
    @Nullable Function<Path, LearnerPair.Models<A>> loader,
    long seed) {

  /** How much the query of {@code round} may ask. */
  Budget budget(int round) {
    return round == 0 && initialBudget != null ? initialBudget : budget;
  }
}
