package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.al4j.models.checkpoint.ModelConfig;

/**
 * Updates a model: gradients of a batch, split over the lanes of an {@link Engine}, then clipping
 * by the global norm and AdamW. Owns the moments, which live on the Java heap. The order of all
 * sums depends on the number of lanes only, so equal runs give equal bits.
 */
final class Trainer {
  /** Added to the norm when clipping, as PyTorch's clip_grad_norm_ does. */
  private static final double CLIP_EPSILON = 1e-6;

  private final Engine engine;
  private final Options options;
  private final List<ParameterGroup> groups;
  private final Map<String, TableUpdates> tables = new LinkedHashMap<>();
  private double squares;
  private int updates;

  /**
   * What does not change between updates.
   *
   * @param weightDecay decoupled, on weights and embeddings
   * @param decayAll whether biases and layer-norm weights decay too
   * @param clipNorm largest global norm of the gradient; infinite for none
   * @param dropout whether dropout is on
   */
  record Options(double weightDecay, boolean decayAll, double clipNorm, boolean dropout) {}

  Trainer(Engine engine, Options options) {
    this.engine = engine;
    this.options = options;
    this.groups = ParameterGroup.split(engine.weights(), engine.lanes().size());
    ModelConfig config = engine.config();
    engine
        .weights()
        .tables()
        .forEach(
            (name, values) -> {
              int frozen = name.equals(TensorNames.WORD) ? config.padId() : -1;
              tables.put(name, new TableUpdates(values, config.hidden(), frozen));
            });
  }

  /**
   * One update; returns the mean loss before it.
   *
   * @param seed decides the dropout masks
   */
  double update(List<Example> batch, double rate, long seed) {
    double loss = gradients(batch, seed);
    apply(rate);
    return loss;
  }

  /** Computes the gradients of the batch's mean loss, and returns it. */
  double gradients(List<Example> batch, long seed) {
    List<Shard> shards = shards(batch, seed);
    for (Shard shard : shards) {
      forTokens(shard.batch(), (token, name, row) -> tables.get(name).touch(row));
    }
    Workers.all(shards);
    double loss = 0;
    List<Function<Parameter, FloatBuffer>> sources = new ArrayList<>();
    for (Shard shard : shards) {
      loss += shard.loss();
      sources.add(parameter -> shard.gradient(parameter.name()));
    }
    collect(shards, sources);
    return loss;
  }

  /** Applies the gradients that {@link #gradients} left. */
  void apply(double rate) {
    updates++;
    double factor = options.clipNorm / (Math.sqrt(squares) + CLIP_EPSILON);
    float scale = factor < 1 ? (float) factor : 1;
    AdamW free = AdamW.at(updates, rate, options.decayAll ? options.weightDecay : 0);
    AdamW decaying = AdamW.at(updates, rate, options.weightDecay);
    List<Runnable> tasks = new ArrayList<>();
    groups.forEach(group -> tasks.add(() -> group.update(decaying, free, scale)));
    tasks.add(
        () ->
            tables
                .values()
                .forEach(table -> table.update(decaying, scale, 1 - rate * options.weightDecay)));
    Workers.all(tasks);
  }

  /** Must be called after the last update. */
  void finish() {
    tables.values().forEach(TableUpdates::finish);
  }

  /** Global norm of the gradients now, before clipping. */
  double norm() {
    return Math.sqrt(squares);
  }

  /**
   * The gradients now, by tensor name without prefix; rows of tables that were not looked up are
   * zero.
   */
  Map<String, float[]> gradientTensors() {
    Map<String, float[]> all = new LinkedHashMap<>();
    groups.forEach(group -> all.putAll(group.gradients()));
    tables.forEach((name, table) -> all.put(name, table.gradients()));
    return all;
  }

  private void collect(List<Shard> shards, List<Function<Parameter, FloatBuffer>> sources) {
    double[] sums = new double[groups.size()];
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      int group = i;
      tasks.add(() -> sums[group] = groups.get(group).collect(sources));
    }
    tasks.add(() -> shards.forEach(this::collectRows));
    Workers.all(tasks);
    squares = tables.values().stream().mapToDouble(TableUpdates::squares).sum();
    for (double sum : sums) {
      squares += sum;
    }
  }

  private void collectRows(Shard shard) {
    FloatBuffer embedded = shard.gradient(GraphBuilder.EMBEDDED);
    float[] row = new float[engine.config().hidden()];
    forTokens(
        shard.batch(),
        (token, name, index) -> {
          embedded.get(token * row.length, row);
          tables.get(name).add(index, row);
        });
  }

  /** What is done with each row of each table that a token looks up. */
  private interface Visitor {
    void visit(int token, String table, int row);
  }

  /** Padding has no gradient: nothing attends to it. */
  private void forTokens(Batch batch, Visitor visitor) {
    for (int token = 0; token < batch.tokens(); token++) {
      int position = token % batch.length();
      if (position >= batch.counts()[token / batch.length()]) {
        continue;
      }
      visitor.visit(token, TensorNames.WORD, batch.ids()[token]);
      visitor.visit(token, TensorNames.POSITION, position);
      if (tables.containsKey(TensorNames.TYPE)) {
        visitor.visit(token, TensorNames.TYPE, batch.types()[token]);
      }
    }
  }

  private List<Shard> shards(List<Example> batch, long seed) {
    List<Shard> shards = new ArrayList<>();
    int lanes = Math.min(engine.lanes().size(), batch.size());
    double weight = batch.stream().mapToDouble(Example::weight).sum();
    for (int lane = 0; lane < lanes; lane++) {
      int from = batch.size() * lane / lanes;
      List<Example> part = batch.subList(from, batch.size() * (lane + 1) / lanes);
      shards.add(
          new Shard(
              engine,
              engine.lanes().get(lane),
              part,
              new Shard.Noise(options.dropout, seed + from),
              weight));
    }
    return shards;
  }
}
