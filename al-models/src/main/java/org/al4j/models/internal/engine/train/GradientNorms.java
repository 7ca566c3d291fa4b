package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.Workers;

/**
 * How strongly single examples would move a model: squared norms of the gradients of their losses
 * with respect to all weights, without dropout. One pass forward and back an example; each lane
 * takes examples of its own.
 */
public final class GradientNorms {
  private static final int STRETCH = 4096;

  private final Engine engine;

  /** Norms of one model's gradients. */
  public GradientNorms(Engine engine) {
    this.engine = engine;
  }

  /** The squared L2 norm for each example, in order; weights of the examples do not count. */
  public double[] squares(List<Example> examples) {
    double[] squares = new double[examples.size()];
    AtomicInteger next = new AtomicInteger();
    List<Runnable> lanes = new ArrayList<>();
    for (Session lane : engine.lanes()) {
      lanes.add(
          () -> {
            for (int i = next.getAndIncrement(); i < squares.length; i = next.getAndIncrement()) {
              squares[i] = square(lane, examples.get(i));
            }
          });
    }
    Workers.all(lanes.subList(0, Math.min(lanes.size(), Math.max(1, squares.length))));
    return squares;
  }

  private double square(Session lane, Example example) {
    Shard.Pass pass = new Shard.Pass(false, 0, example.weight());
    Shard shard = new Shard(engine, lane, List.of(new Shard.Seeded(example, 0, 0)), pass);
    shard.run();
    double sum = 0;
    float[] stretch = new float[STRETCH];
    for (Parameter parameter : engine.weights().parameters()) {
      FloatBuffer gradient = shard.gradient(parameter.name());
      for (int at = 0; at < parameter.length(); at += STRETCH) {
        int n = Math.min(STRETCH, parameter.length() - at);
        gradient.get(at, stretch, 0, n);
        sum += Vectors.dot(stretch, stretch, n);
      }
    }
    return sum + rows(shard);
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
