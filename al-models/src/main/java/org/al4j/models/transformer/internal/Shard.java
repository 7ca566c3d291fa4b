package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A lane's part of a training batch: running it leaves loss and gradients in the lane's working
 * memory.
 */
final class Shard implements Runnable {
  private final Session session;
  private final List<Example> examples;
  private final Noise noise;
  private final double totalWeight;
  private final boolean perToken;
  private final Batch batch;
  private @Nullable Plan plan;

  /** Whether dropout is on, and the seed of the first example's masks; the next ones count up. */
  record Noise(boolean on, long seed) {}

  /**
   * A part of a batch.
   *
   * @param totalWeight sum of the examples' {@link Example#mass} over the whole batch
   */
  Shard(Engine engine, Session session, List<Example> examples, Noise noise, double totalWeight) {
    this.session = session;
    this.examples = examples;
    this.noise = noise;
    this.totalWeight = totalWeight;
    this.perToken = engine.head().perToken();
    this.batch = engine.pad(examples.stream().map(Example::sequence).toList());
  }

  Batch batch() {
    return batch;
  }

  /** What the part adds to the batch's mean loss. */
  double loss() {
    return done().buffer(GraphBuilder.LOSS).get(0);
  }

  /** Gradient of what the part adds to the batch's mean loss. */
  FloatBuffer gradient(String placeholder) {
    return done().buffer(session.gradient(batch.length(), placeholder));
  }

  @Override
  public void run() {
    Plan prepared = session.prepare(Session.Kind.TRAINING, batch);
    LossTargets targets =
        new LossTargets(
            prepared.buffer(GraphBuilder.LABELS), prepared.buffer(GraphBuilder.LOSS_WEIGHTS));
    if (perToken) {
      targets.ofTokens(examples, batch.length(), totalWeight);
    } else {
      targets.ofSequences(examples, totalWeight);
    }
    session.drop(prepared, batch.length(), noise.on ? generators() : null);
    prepared.run();
    plan = prepared;
  }

  private SplittableRandom[] generators() {
    SplittableRandom[] rows = new SplittableRandom[batch.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new SplittableRandom(noise.seed + i);
    }
    return rows;
  }

  private Plan done() {
    return Objects.requireNonNull(plan, "a shard is run before it is read");
  }
}
