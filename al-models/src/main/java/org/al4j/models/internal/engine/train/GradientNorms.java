package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Ends;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.Workers;
import org.jspecify.annotations.Nullable;

/**
 * How strongly single examples would move a model: squared norms of the gradients of their losses
 * with respect to all weights, without dropout. One pass forward and back an example; each lane
 * takes examples of its own.
 */
public final class GradientNorms {
  private static final int STRETCH = 4096;

  private final Engine engine;
  private final @Nullable Supplier<OutputLoss> losses;

  /** Norms of one model's gradients. */
  public GradientNorms(Engine engine) {
    this(engine, null);
  }

  /**
   * Norms of the gradients of another loss with respect to the network's weights; what the loss
   * learns itself is not counted.
   *
   * @param losses makes a loss for each example, so that lanes do not meet; null for the network's
   *     own
   */
  public GradientNorms(Engine engine, @Nullable Supplier<OutputLoss> losses) {
    this.engine = engine;
    this.losses = losses;
  }

  /** The squared L2 norm for each example, in order; weights of the examples do not count. */
  public double[] squares(List<Example> examples) {
    return squaresOfSums(examples.stream().map(List::of).toList());
  }

  /**
   * The same for several examples that are one, such as the windows of a long sentence: the norm of
   * the sum of their gradients.
   *
   * @param groups each of at least one example, all of one weight
   */
  public double[] squaresOfSums(List<List<Example>> groups) {
    double[] squares = new double[groups.size()];
    AtomicInteger next = new AtomicInteger();
    List<Runnable> lanes = new ArrayList<>();
    for (Session lane : engine.lanes()) {
      lanes.add(
          () -> {
            for (int i = next.getAndIncrement(); i < squares.length; i = next.getAndIncrement()) {
              squares[i] = square(lane, groups.get(i));
            }
          });
    }
    Workers.all(lanes.subList(0, Math.min(lanes.size(), Math.max(1, squares.length))));
    return squares;
  }

  private double square(Session lane, List<Example> group) {
    OutputLoss loss = losses == null ? null : losses.get();
    Ends ends = loss == null ? null : new Ends(loss.ports(), false);
    Shard.Pass pass = new Shard.Pass(false, 0, group.get(0).weight(), ends);
    List<Shard.Seeded> members = new ArrayList<>();
    group.forEach(example -> members.add(new Shard.Seeded(example, members.size(), 0)));
    Shard shard = new Shard(engine, lane, members, pass);
    shard.run();
    double scale = 1;
    if (loss != null) { // which divides by what it reads
      GraphOutputs.Part part = shard.outputs(0);
      loss.apply(new GraphOutputs(List.of(part), group, group));
      shard.backward();
      scale = group.stream().mapToDouble(Example::mass).sum() / group.get(0).weight();
    }
    double sum = 0;
    float[] stretch = new float[STRETCH];
    for (Parameter parameter : parameters(lane, ends)) {
      FloatBuffer gradient = shard.gradient(parameter.name());
      for (int at = 0; at < parameter.length(); at += STRETCH) {
        int n = Math.min(STRETCH, parameter.length() - at);
        gradient.get(at, stretch, 0, n);
        sum += Vectors.dot(stretch, stretch, n);
      }
    }
    return scale * scale * (sum + rows(shard));
  }

  /** Those that have a gradient. */
  private List<Parameter> parameters(Session lane, @Nullable Ends ends) {
    List<Parameter> all = new ArrayList<>(engine.weights().parameters());
    if (ends != null) {
      Set<String> reached = lane.reached(ends);
      all.removeIf(one -> !reached.contains(one.name()));
    }
    return all;
  }

  /** Rows that several tokens look up are summed before they are squared. */
  private double rows(Shard shard) {
    List<EmbeddingTable> tables = engine.network().tables();
    List<Map<Integer, float[]>> sums = new ArrayList<>();
    tables.forEach(table -> sums.add(new HashMap<>()));
    FloatBuffer embedded = shard.gradient(Ports.EMBEDDED);
    float[] row = new float[tables.get(0).width()];
    shard
        .batch()
        .forTokens(
            (token, position) -> {
              embedded.get(token * row.length, row);
              for (int i = 0; i < sums.size(); i++) {
                int index = tables.get(i).row(shard.batch(), token, position);
                float[] added = sums.get(i).computeIfAbsent(index, key -> new float[row.length]);
                Vectors.add(added, row);
              }
            });
    double sum = 0;
    for (int i = 0; i < sums.size(); i++) {
      sums.get(i).remove(tables.get(i).padding());
      for (float[] one : sums.get(i).values()) {
        sum += Vectors.dot(one, one, one.length);
      }
    }
    return sum;
  }
}
