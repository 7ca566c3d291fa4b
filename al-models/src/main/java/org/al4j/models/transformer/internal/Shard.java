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
  private final Batch batch;
  private @Nullable Plan plan;

  /** Whether dropout is on, and the seed of the first example's masks; the next ones count up. */
  record Noise(boolean on, long seed) {}

  Shard(Engine engine, Session session, List<Example> examples, Noise noise) {
    this.session = session;
    this.examples = examples;
    this.noise = noise;
    this.batch = engine.pad(examples.stream().map(Example::sequence).toList());
  }

  Batch batch() {
    return batch;
  }

  /** Mean loss of the part. */
  double loss() {
    return done().buffer(GraphBuilder.LOSS).get(0);
  }

  /** Gradient of the part's mean loss. */
  FloatBuffer gradient(String placeholder) {
    return done().buffer(session.gradient(batch.length(), placeholder));
  }

  @Override
  public void run() {
    Plan prepared = session.prepare(Session.Kind.TRAINING, batch);
    labels(prepared.buffer(GraphBuilder.LABELS));
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

  private void labels(FloatBuffer buffer) {
    float[] oneHot = new float[buffer.capacity()]; // [B, C]
    int classes = oneHot.length / batch.size();
    for (int i = 0; i < batch.size(); i++) {
      oneHot[i * classes + examples.get(i).label()] = 1;
    }
    buffer.put(0, oneHot);
  }

  private Plan done() {
    return Objects.requireNonNull(plan, "a shard is run before it is read");
  }
}
