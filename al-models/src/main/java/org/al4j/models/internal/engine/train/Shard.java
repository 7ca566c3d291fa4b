package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.al4j.models.internal.architecture.Design;
import org.al4j.models.internal.architecture.GraphBuilder;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.kind.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A lane's part of a training batch: running it leaves loss and gradients in the lane's working
 * memory.
 */
public final class Shard implements Runnable {
  private final Session session;
  private final List<Seeded> examples;
  private final Pass pass;
  private final Design design;
  private final Batch batch;
  private @Nullable Plan plan;

  /** An example and the seed of its dropout masks. */
  public record Seeded(Example example, long seed) {
    int tokens() {
      return example.sequence().length();
    }
  }

  /**
   * What all parts of a batch have in common.
   *
   * @param dropout whether it is on
   * @param lowest smallest depth that trains, as {@link LayerRates} counts
   * @param totalWeight sum of the examples' {@link Example#mass} over the whole batch
   */
  record Pass(boolean dropout, int lowest, double totalWeight) {}

  /** A part of a batch. */
  Shard(Engine engine, Session session, List<Seeded> examples, Pass pass) {
    this.session = session;
    this.examples = examples;
    this.pass = pass;
    this.design = engine.weights().design();
    this.batch = engine.batch(examples.stream().map(one -> one.example.sequence()).toList());
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
    return done().buffer(session.gradient(batch.layout(), placeholder));
  }

  @Override
  public void run() {
    Plan prepared = session.prepareTraining(batch, pass.lowest);
    LossTargets targets =
        new LossTargets(
            prepared.buffer(GraphBuilder.LABELS), prepared.buffer(GraphBuilder.LOSS_WEIGHTS));
    List<Example> plain = examples.stream().map(Seeded::example).toList();
    if (design.head().perToken()) {
      targets.ofTokens(plain, batch, pass.totalWeight);
    } else if (design.problem() == ProblemType.MULTI_LABEL_CLASSIFICATION) {
      targets.ofClasses(plain, pass.totalWeight);
    } else {
      targets.ofSequences(plain, pass.totalWeight);
    }
    session.drop(prepared, batch, pass.dropout ? generators() : null);
    prepared.run();
    plan = prepared;
  }

  private SplittableRandom[] generators() {
    return examples.stream()
        .map(one -> new SplittableRandom(one.seed))
        .toArray(SplittableRandom[]::new);
  }

  private Plan done() {
    return Objects.requireNonNull(plan, "a shard is run before it is read");
  }
}
