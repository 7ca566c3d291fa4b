package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.models.internal.engine.kernel.Buffers;
import org.al4j.models.internal.engine.kernel.Segments;
import org.al4j.models.internal.engine.plan.Compiler;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.plan.Region;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Runs the graphs of one model: compiles a plan per batch shape, keeps the last ones, and owns the
 * working memory that all plans share, as only one runs at a time. Not thread-safe.
 */
public final class Session implements AutoCloseable {
  /** What a plan computes. */
  public enum Kind {
    /** Last hidden states, and logits and features where the head has them; no dropout. */
    INFERENCE,
    /** Logits with dropout. */
    SAMPLING,
    /** Loss and all gradients, with dropout masks. */
    TRAINING
  }

  /** A plan's identity; the depth is that of training plans: see {@link #prepareTraining}. */
  record Key(Kind kind, Layout layout, int lowest) {}

  /** Added to scores of padding: finite, and large enough that exp underflows to zero. */
  private static final float MASKED = -1e30f;

  private static final int PLANS_KEPT = 64;

  private final Weights weights;
  private final Network network;
  private final Graphs graphs;
  private final boolean kernels;
  private final LinkedHashMap<Key, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Integer, Map<String, String>> gradientNames = new HashMap<>();
  private @Nullable Region work;

  Session(Weights weights, Graphs graphs, boolean kernels) {
    this.weights = weights;
    this.network = weights.network();
    this.graphs = graphs;
    this.kernels = kernels;
  }

  /**
   * The bound plan for a shape, its sequence inputs filled from the batch; masks and labels are the
   * caller's.
   */
  public Plan prepare(Kind kind, Batch batch) {
    return prepare(new Key(kind, batch.layout(), 0), batch);
  }

  /**
   * The plan that computes the loss and the gradients of what trains.
   *
   * @param lowest smallest depth that trains, as {@link Parameter#depth} counts; below there is no
   *     gradient
   */
  public Plan prepareTraining(Batch batch, int lowest) {
    return prepare(new Key(Kind.TRAINING, batch.layout(), lowest), batch);
  }

  private Plan prepare(Key key, Batch batch) {
    Plan plan = plans.get(key);
    if (plan == null) {
      plan = compile(key);
      plans.put(key, plan);
      evict();
    }
    bind(plan);
    new Lookup(weights).embed(batch, plan.buffer(Ports.EMBEDDED));
    if (batch.layout().packed()) {
      Segments.write(batch.starts(), batch.counts(), plan.buffer(Ports.SEGMENTS));
    } else {
      mask(batch, plan.buffer(Ports.MASK));
      if (plan.has(Ports.LAST)) {
        last(batch, plan.buffer(Ports.LAST));
      }
    }
    return plan;
  }

  /**
   * Fills the dropout masks of a plan for training or sampling.
   *
   * @param sequences a generator for each sequence; null for ones
   */
  public void drop(Plan plan, Batch batch, SplittableRandom @Nullable [] sequences) {
    for (DropoutSite site : graphs.training(length(batch.layout())).sites()) {
      FloatBuffer mask = plan.buffer(site.mask());
      if (sequences == null) {
        DropoutMasks.clear(mask);
      } else {
        DropoutMasks.fill(site, batch, sequences, mask);
      }
    }
  }

  /** Name of a placeholder's gradient among the outputs of a training plan. */
  public String gradient(Layout layout, String placeholder) {
    Map<String, String> names = gradientNames.getOrDefault(length(layout), Map.of());
    return Objects.requireNonNull(names.get(placeholder), placeholder);
  }

  /** The sequence length that the graph of a layout is built for; kernels take any. */
  private int length(Layout layout) {
    return layout.packed() ? network.positions() : layout.longest();
  }

  /** Floats of working memory held now. */
  long workLength() {
    return work == null ? 0 : work.length();
  }

  private Plan compile(Key key) {
    synchronized (
        graphs) { // operations of a shared graph carry state while their shapes are inferred
      return switch (key.kind) {
        case INFERENCE -> compileInference(key);
        case SAMPLING -> compileSampling(key);
        case TRAINING -> compileTraining(key);
      };
    }
  }

  private Plan compileInference(Key key) {
    Graph graph = graphs.inference(length(key.layout));
    List<String> outputs = new ArrayList<>();
    Stream.of(last(), Ports.LOGITS, Ports.FEATURES)
        .filter(graph.forward()::hasVariable)
        .forEach(outputs::add);
    return new Compiler(graph.forward(), graph.forwardFusions(), kernels)
        .compile(weights.arrays(), inputs(key, graph, List.of()), outputs);
  }

  private Plan compileSampling(Key key) {
    Graph graph = graphs.training(length(key.layout));
    return new Compiler(graph.forward(), graph.forwardFusions(), kernels)
        .compile(
            weights.arrays(),
            inputs(key, graph, graph.sites()),
            List.of(Ports.LOGITS),
            graph.sites().stream().map(DropoutSite::mask).collect(Collectors.toSet()));
  }

  private Plan compileTraining(Key key) {
    Graph graph = graphs.training(length(key.layout));
    Map<String, Integer> depths = depths();
    List<String> trained = List.copyOf(depths.keySet());
    SameDiff backward = graph.backward(trained);
    Map<String, String> names = new HashMap<>();
    trained.forEach(name -> names.put(name, Graph.gradient(backward, name)));
    gradientNames.put(length(key.layout), names);
    List<String> outputs = new ArrayList<>();
    trained.stream()
        .filter(name -> depths.getOrDefault(name, 0) >= key.lowest)
        .map(names::get)
        .forEach(outputs::add);
    outputs.add(Ports.LOSS);
    outputs.add(Ports.LOGITS);
    Map<String, long[]> inputs = inputs(key, graph, graph.sites());
    Objective objective = network.objective();
    long each = objective.perToken() ? key.layout.rows() : key.layout.sequences();
    long losses = each * objective.losses();
    inputs.put(Ports.LABELS, new long[] {losses, objective.targets()});
    inputs.put(
        Ports.LOSS_WEIGHTS, objective.number() ? new long[] {losses, 1} : new long[] {losses});
    return new Compiler(backward, graph.backwardFusions(backward), kernels)
        .compile(weights.arrays(), inputs, outputs);
  }

  /** Everything that has a gradient, in a fixed order, with its depth. */
  private Map<String, Integer> depths() {
    Map<String, Integer> depths = new LinkedHashMap<>();
    depths.put(Ports.EMBEDDED, 0);
    network.parameters().forEach(one -> depths.put(one.name(), one.depth()));
    Parameter tied = network.tied();
    if (tied != null) {
      depths.put(tied.name(), tied.depth());
    }
    return depths;
  }

  private Map<String, long[]> inputs(Key key, Graph graph, List<DropoutSite> sites) {
    Layout layout = key.layout;
    Map<String, long[]> inputs = new HashMap<>();
    inputs.put(Ports.EMBEDDED, new long[] {layout.rows(), network.tables().get(0).width()});
    if (layout.packed()) {
      inputs.put(Ports.SEGMENTS, new long[] {layout.sequences(), 2});
      inputs.put(Ports.ROOM, new long[] {2, layout.longest(), layout.longest()});
    } else {
      inputs.put(Ports.MASK, new long[] {layout.sequences(), 1, 1, layout.longest()});
      if (graph.forward().hasVariable(Ports.LAST)) {
        inputs.put(Ports.LAST, new long[] {layout.sequences(), 1, layout.longest()});
      }
    }
    sites.forEach(site -> inputs.put(site.mask(), DropoutMasks.shape(site, layout)));
    return inputs;
  }

  /** Name of the last hidden states among the outputs of an inference plan. */
  String last() {
    return Ports.hidden(network.layers());
  }

  private void bind(Plan plan) {
    if (work == null || work.length() < plan.workLength()) {
      long length = plan.workLength();
      if (work != null) {
        length = Math.max(length, work.length() / 2 * 3); // all plans are bound anew: not often
        work.close(); // first: both together may be more than there is
        work = null;
      }
      work = new Region(length);
    }
    plan.bind(work);
  }

  private void evict() {
    while (plans.size() > PLANS_KEPT) {
      Iterator<Plan> eldest = plans.values().iterator();
      Plan evicted = eldest.next();
      eldest.remove();
      evicted.close();
    }
  }

  public static void mask(Batch batch, FloatBuffer mask) {
    float[] row = new float[batch.layout().longest()];
    for (int i = 0; i < batch.size(); i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = j < batch.counts()[i] ? 0 : MASKED;
      }
      mask.put(i * row.length, row);
    }
  }

  public static void last(Batch batch, FloatBuffer last) {
    Buffers.fill(last, 0, last.capacity(), 0);
    for (int i = 0; i < batch.size(); i++) {
      last.put(i * batch.layout().longest() + batch.counts()[i] - 1, 1);
    }
  }

  @Override
  public void close() {
    plans.values().forEach(Plan::close);
    plans.clear();
    if (work != null) {
      work.close();
      work = null;
    }
  }
}
