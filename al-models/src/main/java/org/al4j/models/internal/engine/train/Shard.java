package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.models.internal.engine.kernel.Buffers;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Ends;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Objective;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Session;
import org.jspecify.annotations.Nullable;

/**
 * A lane's part of a training batch: running it leaves loss and gradients in the lane's working
 * memory.
 */
final class Shard implements Runnable {
  private final Session session;
  private final List<Seeded> examples;
  private final Pass pass;
  private final Objective objective;
  private final Batch batch;
  private @Nullable Plan plan;

  /**
   * An example and the seed of its dropout masks.
   *
   * @param position where it stands in its batch
   */
  public record Seeded(Example example, int position, long seed) {
    int tokens() {
      return example.sequence().length();
    }
  }

  /**
   * What all parts of a batch have in common.
   *
   * @param dropout whether it is on
   * @param lowest smallest depth that trains, as {@link Parameter#depth} counts
   * @param totalWeight sum of the examples' {@link Example#mass} over the whole batch
   * @param ends where the graph ends that has no loss of its own; null for the network's loss
   */
  record Pass(boolean dropout, int lowest, double totalWeight, @Nullable Ends ends) {
    /** With the network's loss. */
    Pass(boolean dropout, int lowest, double totalWeight) {
      this(dropout, lowest, totalWeight, null);
    }
  }

  /** A part of a batch. */
  Shard(Engine engine, Session session, List<Seeded> examples, Pass pass) {
    this.session = session;
    this.examples = examples;
    this.pass = pass;
    this.objective = engine.network().objective();
    this.batch = engine.batch(examples.stream().map(one -> one.example.sequence()).toList());
  }

  /**
   * Shares a batch out so that all lanes have about as many tokens: they wait for the last. The
   * longest first, each to the lane with the fewest tokens so far (Graham's rule: at most 4/3 of
   * the best makespan); no lane is left empty.
   *
   * @param seed of the first example's dropout masks; the next ones count up
   * @param lanes at most so many parts
   */
  static List<List<Seeded>> share(List<Example> batch, long seed, int lanes) {
    List<Seeded> examples =
        IntStream.range(0, batch.size())
            .mapToObj(i -> new Seeded(batch.get(i), i, seed + i))
            .sorted(Comparator.comparingInt(one -> -one.tokens())) // stable
            .toList();
    List<List<Seeded>> parts = new ArrayList<>();
    for (int lane = 0; lane < Math.min(lanes, batch.size()); lane++) {
      parts.add(new ArrayList<>());
    }
    for (Seeded example : examples) {
      parts.stream()
          .min(Comparator.comparingInt(Shard::tokens)) // the first of equals
          .orElseThrow()
          .add(example);
    }
    return parts;
  }

  private static int tokens(List<Seeded> part) {
    return part.stream().mapToInt(Seeded::tokens).sum();
  }

  Batch batch() {
    return batch;
  }

  /** What the part adds to the batch's mean loss. */
  double loss() {
    return done().buffer(Ports.LOSS).get(0);
  }

  /** Gradient of what the part adds to the batch's mean loss. */
  FloatBuffer gradient(String placeholder) {
    Ends ends = pass.ends;
    return done()
        .buffer(
            ends == null
                ? session.gradient(batch.layout(), placeholder)
                : session.gradient(batch.layout(), ends, placeholder));
  }

  /**
   * What the graph ends in, once run; the loss's gradients are then to be added, and {@link
   * #backward} called.
   */
  GraphOutputs.Part outputs(int lane) {
    Map<String, FloatBuffer> values = new HashMap<>();
    Map<String, FloatBuffer> gradients = new HashMap<>();
    for (String port : Objects.requireNonNull(pass.ends).ports()) {
      values.put(port, done().buffer(port));
      FloatBuffer gradient = gradient(port);
      Buffers.fill(gradient, 0, gradient.capacity(), 0);
      gradients.put(port, gradient);
    }
    int[] positions = examples.stream().mapToInt(Seeded::position).toArray();
    return new GraphOutputs.Part(lane, batch, positions, values, gradients);
  }

  /** From the gradients of what the graph ends in to all others. */
  void backward() {
    done().runVarying();
  }

  @Override
  public void run() {
    if (pass.ends == null) {
      whole();
    } else {
      Plan prepared = session.prepareOpen(batch, pass.ends, pass.lowest);
      session.drop(prepared, batch, pass.ends, pass.dropout ? generators() : null);
      prepared.runConstant();
      plan = prepared;
    }
  }

  private void whole() {
    List<Example> plain = examples.stream().map(Seeded::example).toList();
    int labelled = plain.stream().mapToInt(Example::labelled).sum();
    Plan prepared = session.prepareTraining(batch, pass.lowest, labelled);
    LossTargets targets =
        new LossTargets(prepared.buffer(Ports.LABELS), prepared.buffer(Ports.LOSS_WEIGHTS));
    if (prepared.has(Ports.PICKED)) {
      targets.ofPicked(plain, batch, pass.totalWeight, prepared.buffer(Ports.PICKED));
    } else if (objective.perToken()) {
      targets.ofTokens(plain, batch, pass.totalWeight);
    } else if (objective.severalClasses()) {
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
