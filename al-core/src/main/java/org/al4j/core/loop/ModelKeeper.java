package org.al4j.core.loop;

import java.util.List;
import java.util.Optional;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.pool.Pool;
import org.jspecify.annotations.Nullable;

/**
 * Owns the models of the last trained round: one pair at a time, closed before the next is trained.
 */
final class ModelKeeper<A extends Annotation> implements AutoCloseable {
  private final LoopSettings<A> settings;
  private final Seeds seeds;
  private Trainer.@Nullable Models<A> models;

  ModelKeeper(LoopSettings<A> settings, Seeds seeds) {
    this.settings = settings;
    this.seeds = seeds;
  }

  /** Trains the models of a round; empty if nothing is labelled. */
  Optional<Trainer.Models<A>> fit(Pool<A> pool, int round) {
    close();
    if (pool.labelledCount() > 0) {
      models =
          settings
              .trainer()
              .fit(
                  new Trainer.Task<>(
                      pool.labelled(),
                      settings.labels(),
                      seeds,
                      round,
                      progress -> settings.listener().onFitProgress(round, progress)));
    }
    return Optional.ofNullable(models);
  }

  /**
   * The models of the last finished round; a resumed run trains them again, from the same labels
   * and seed.
   */
  Optional<Trainer.Models<A>> current(RunState<A> state) {
    List<Iteration> history = state.history();
    if (models != null || history.isEmpty()) {
      return Optional.ofNullable(models);
    }
    return fit(state.trainedPool(), history.get(history.size() - 1).round());
  }

  @Override
  public void close() {
    if (models != null) {
      models.close();
      models = null;
    }
  }
}
