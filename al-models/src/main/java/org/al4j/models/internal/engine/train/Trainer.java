package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Ends;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Network;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.Workers;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Updates a model: gradients of a batch, split over the lanes of an {@link Engine}, then clipping
 * by the global norm and the optimizer. Owns the optimizer's state, which lies on the Java heap.
 * The order of all sums depends on the number of lanes only, so equal runs give equal bits.
 */
public final class Trainer implements Exchange.Kept {
  /** Added to the norm when clipping, as PyTorch's clip_grad_norm_ does. */
  private static final double CLIP_EPSILON = 1e-6;

  private final Engine engine;
  private final Network network;
  private final Options options;
  private final List<ParameterGroup> groups;
  private final List<TableUpdates> tables = new ArrayList<>();
  private final @Nullable OutputLoss loss;
  private final @Nullable Ends ends;
  private LayerRates rates;
  private double squares;

  /**
   * What does not change between updates.
   *
   * @param decayAll whether biases and layer-norm weights decay too
   * @param clipNorm largest global norm of the gradient; infinite for none
   * @param dropout whether dropout is on
   * @param microBatch examples that pass the graph at a time; gradients of a larger batch are
   *     summed
   */
  public record Options(
      Optimizer optimizer,
      Layers layers,
      boolean decayAll,
      double clipNorm,
      boolean dropout,
      int microBatch) {
    /** AdamW on all layers at one rate, batches whole. */
    public Options(double weightDecay, boolean decayAll, double clipNorm, boolean dropout) {
      this(
          new Optimizer.AdamW(weightDecay),
          Layers.all(),
          decayAll,
          clipNorm,
          dropout,
          Integer.MAX_VALUE);
    }
  }

  /** Updates by the network's own loss. */
  public Trainer(Engine engine, Options options) {
    this(engine, options, null);
  }

  /**
   * Updates by another loss. What it does not depend on does not train, and does not decay.
   *
   * @param loss null for the network's own
   */
  public Trainer(Engine engine, Options options, @Nullable OutputLoss loss) {
    this.engine = engine;
    this.options = options;
    this.loss = loss;
    this.ends = loss == null ? null : new Ends(loss.ports(), options.dropout);
    this.network = engine.network();
    this.rates = new LayerRates(options.layers, network.layers(), 0);
    this.groups = ParameterGroup.split(engine, ends, options.optimizer);
    for (EmbeddingTable table : network.tables()) {
      tables.add(
          TableUpdates.of(
              options.optimizer, engine.weights().table(table), table.width(), table.padding()));
    }
  }

  /** The weights and the optimizer's state; not the gradients, nor the epoch. */
  @Override
  public void exchange(Exchange exchange) throws IOException {
    TrainingState.of(engine.weights()).exchange(exchange);
    for (ParameterGroup group : groups) {
      group.exchange(exchange);
    }
    for (TableUpdates table : tables) {
      table.exchange(exchange);
    }
    if (loss != null) {
      loss.exchange(exchange);
    }
  }

  /** Says that an epoch begins, from 0, which may let more layers train. */
  public void epoch(int number) {
    rates = new LayerRates(options.layers, network.layers(), number);
  }

  /**
   * One update; returns the mean loss before it.
   *
   * @param seed decides the dropout masks
   */
  public double update(List<Example> batch, double rate, long seed) {
    double loss = gradients(batch, seed);
    apply(rate);
    return loss;
  }

  /** Computes the gradients of the batch's mean loss, and returns it. */
  public double gradients(List<Example> batch, long seed) {
    tables.forEach(TableUpdates::clear);
    double weight = batch.stream().mapToDouble(Example::mass).sum();
    double sum = 0;
    for (int from = 0; from < batch.size(); ) {
      int to = from + Math.min(options.microBatch, batch.size() - from);
      List<Example> part = batch.subList(from, to);
      List<Shard> shards = shards(part, seed + from, weight);
      touch(shards);
      sum += run(shards, part, batch);
      collect(shards, from > 0);
      from = to;
    }
    return sum;
  }

  /** Runs a micro-batch of an update forwards and backwards; returns what it adds to the loss. */
  private double run(List<Shard> shards, List<Example> batch, List<Example> update) {
    Workers.all(shards);
    if (loss == null) {
      return shards.stream().mapToDouble(Shard::loss).sum();
    }
    List<GraphOutputs.Part> parts = new ArrayList<>();
    for (Shard shard : shards) {
      parts.add(shard.outputs(parts.size()));
    }
    double added = loss.apply(new GraphOutputs(parts, batch, update));
    Workers.all(shards.stream().map(shard -> (Runnable) shard::backward).toList());
    return added;
  }

  /** Brings the rows that are looked up to where they would be. */
  private void touch(List<Shard> shards) {
    boolean tablesTrain = tablesTrain();
    if (tablesTrain && network.tied() != null) { // the head reads every word
      tables.get(0).touchAll();
    }
    for (Shard shard : tablesTrain ? shards : List.<Shard>of()) {
      forRows(shard.batch(), (token, table, row) -> tables.get(table).touch(row));
    }
  }

  /**
   * Sums the gradients of a micro-batch.
   *
   * @param further whether they add to those of earlier ones
   */
  private void collect(List<Shard> shards, boolean further) {
    List<Function<Parameter, FloatBuffer>> sources = new ArrayList<>();
    for (Shard shard : shards) {
      sources.add(parameter -> shard.gradient(parameter.name()));
    }
    collect(tablesTrain() ? shards : List.of(), sources, further);
  }

  /** Applies the gradients that {@link #gradients} left. */
  public void apply(double rate) {
    double factor = options.clipNorm / (Math.sqrt(squares) + CLIP_EPSILON);
    float scale = factor < 1 ? (float) factor : 1;
    Update update = new Update(rate, scale, options.optimizer.weightDecay(), options.decayAll);
    List<Runnable> tasks = new ArrayList<>();
    groups.forEach(group -> tasks.add(() -> group.update(update, rates)));
    if (tablesTrain()) {
      double share = rates.share(0);
      tables.forEach(table -> tasks.addAll(table.update(update, share)));
    }
    if (loss != null) {
      tasks.add(() -> loss.update(rate));
    }
    Workers.share(tasks);
    engine.weights().tablesChanged();
  }

  /** The tables are of one depth: they all train, or none does. */
  private boolean tablesTrain() {
    return rates.share(0) > 0;
  }

  /**
   * Brings all rows of the embedding tables to where dense updates would have them. Must be called
   * after the last update, and before the weights are read in between.
   */
  public void finish() {
    tables.forEach(TableUpdates::catchUp);
  }

  /** Global norm of the gradients now, before clipping; layers that do not train have none. */
  double norm() {
    return Math.sqrt(squares);
  }

  /**
   * The gradients now, by tensor name without prefix; rows of tables that were not looked up are
   * zero.
   */
  public Map<String, float[]> gradientTensors() {
    Map<String, float[]> all = new LinkedHashMap<>();
    groups.forEach(group -> all.putAll(group.gradients()));
    for (int i = 0; i < tables.size(); i++) {
      all.put(network.tables().get(i).tensor(), tables.get(i).gradients());
    }
    return all;
  }

  private void collect(
      List<Shard> shards, List<Function<Parameter, FloatBuffer>> sources, boolean further) {
    double[] sums = new double[1 + groups.size()];
    List<Runnable> tasks = new ArrayList<>();
    tasks.add(
        () -> {
          shards.forEach(this::collectRows);
          sums[0] = tables.stream().mapToDouble(TableUpdates::squares).sum();
        });
    for (int i = 1; i < sums.length; i++) {
      int at = i;
      tasks.add(() -> sums[at] = groups.get(at - 1).collect(sources, rates, further));
    }
    Workers.share(tasks);
    squares = 0;
    for (double sum : sums) {
      squares += sum;
    }
  }

  private void collectRows(Shard shard) {
    FloatBuffer embedded = shard.gradient(Ports.EMBEDDED);
    float[] row = new float[network.tables().get(0).width()];
    forRows(
        shard.batch(),
        (token, table, index) -> {
          if (table == 0) {
            embedded.get(token * row.length, row);
          }
          tables.get(table).add(index, row);
        });
    Parameter tied = network.tied();
    if (tied != null) {
      tables.get(0).addAll(shard.gradient(tied.name()));
    }
  }

  /** What is done with each row of each table that a token looks up. */
  private interface Visitor {
    void visit(int token, int table, int row);
  }

  /** Visits the table rows of all tokens, sequence by sequence, the tables in their order. */
  private void forRows(Batch batch, Visitor visitor) {
    List<EmbeddingTable> all = network.tables();
    batch.forTokens(
        (token, position) -> {
          for (int i = 0; i < all.size(); i++) {
            visitor.visit(token, i, all.get(i).row(batch, token, position));
          }
        });
  }

  private List<Shard> shards(List<Example> batch, long seed, double weight) {
    Shard.Pass pass = new Shard.Pass(options.dropout, rates.lowest(), weight, ends);
    List<Shard> shards = new ArrayList<>();
    for (List<Shard.Seeded> part : Shard.share(batch, seed, engine.lanes().size())) {
      Session lane = engine.lanes().get(shards.size());
      shards.add(new Shard(engine, lane, part, pass));
    }
    return shards;
  }
}
