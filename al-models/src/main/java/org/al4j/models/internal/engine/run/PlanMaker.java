package org.al4j.models.internal.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.models.internal.engine.plan.Compiler;
import org.al4j.models.internal.engine.plan.Compiler.Later;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Compiles the plans of one model: which graph, which inputs in which shapes, which outputs. */
final class PlanMaker {
  private final Weights weights;
  private final Network network;
  private final Graphs graphs;
  private final boolean kernels;
  private final Map<Source, Map<String, String>> gradientNames = new HashMap<>();

  /**
   * A plan's identity.
   *
   * @param lowest of training plans: see {@link Session#prepareTraining}
   * @param ends of plans whose loss is computed outside
   * @param picked room for the tokens that have a loss, where the graph picks them; else 0
   */
  record Key(Session.Kind kind, Layout layout, int lowest, @Nullable Ends ends, int picked) {
    /** Of a graph that picks no tokens. */
    Key(Session.Kind kind, Layout layout, int lowest, @Nullable Ends ends) {
      this(kind, layout, lowest, ends, 0);
    }
  }

  /** What the names of gradients depend on. */
  private record Source(int length, @Nullable Ends ends) {}

  PlanMaker(Weights weights, Graphs graphs, boolean kernels) {
    this.weights = weights;
    this.network = weights.network();
    this.graphs = graphs;
    this.kernels = kernels;
  }

  /** Compiles a plan. */
  Plan make(Key key) {
    synchronized (
        graphs) { // operations of a shared graph carry state while their shapes are inferred
      return switch (key.kind) {
        case INFERENCE -> inference(key);
        case SAMPLING -> sampling(key);
        case TRAINING -> training(key);
        case READING -> reading(key);
        case OPEN_TRAINING -> openTraining(key);
      };
    }
  }

  /** Whether training computes the loss of picked tokens only. */
  boolean picks(Layout layout) {
    return graphs.training(length(layout)).forward().hasVariable(Ports.PICKED);
  }

  /** Where a graph of the kind has dropout. */
  List<DropoutSite> sites(Layout layout, @Nullable Ends ends) {
    int length = length(layout);
    return (ends == null ? graphs.training(length) : graphs.open(length, ends)).sites();
  }

  /** Name of the gradient of a placeholder, or of a port, in a training plan that was made. */
  String gradient(Layout layout, @Nullable Ends ends, String name) {
    Source source = new Source(length(layout), ends);
    return Objects.requireNonNull(gradientNames.getOrDefault(source, Map.of()).get(name), name);
  }

  /** Those of everything that trains which ports depend on, in their order, with their depths. */
  Map<String, Integer> reached(int length, Ends ends) {
    Set<String> behind = graphs.open(length, ends).behind(ends.ports());
    Map<String, Integer> reached = new LinkedHashMap<>(depths());
    reached.keySet().retainAll(behind);
    return reached;
  }

  /** The sequence length that the graph of a layout is built for; kernels take any. */
  private int length(Layout layout) {
    return layout.packed() ? network.positions() : layout.longest();
  }

  private Plan inference(Key key) {
    Graph graph = graphs.inference(length(key.layout));
    List<String> outputs = new ArrayList<>();
    Stream.of(last(), Ports.LOGITS, Ports.FEATURES)
        .filter(graph.forward()::hasVariable)
        .forEach(outputs::add);
    return forward(key, graph, outputs, Set.of());
  }

  private Plan sampling(Key key) {
    Graph graph = graphs.training(length(key.layout));
    return forward(
        key,
        graph,
        List.of(Ports.LOGITS),
        graph.sites().stream().map(DropoutSite::mask).collect(Collectors.toSet()));
  }

  private Plan reading(Key key) {
    Ends ends = Objects.requireNonNull(key.ends);
    return forward(key, graphs.open(length(key.layout), ends), ends.ports(), Set.of());
  }

  private Plan forward(Key key, Graph graph, List<String> outputs, Set<String> varying) {
    return new Compiler(graph.forward(), graph.forwardFusions(), kernels)
        .compile(
            weights.arrays(), inputs(key, graph), outputs, new Later(varying, !varying.isEmpty()));
  }

  private Plan training(Key key) {
    Graph graph = graphs.training(length(key.layout));
    Map<String, Integer> depths = depths();
    SameDiff backward = backward(key, graph, depths);
    List<String> outputs = wanted(key, depths);
    outputs.add(Ports.LOSS);
    outputs.add(Ports.LOGITS);
    Map<String, long[]> inputs = inputs(key, graph);
    Objective objective = network.objective();
    long losses = key.picked;
    if (picks(key.layout)) {
      inputs.put(Ports.PICKED, new long[] {losses, key.layout.rows()});
    } else {
      long each = objective.perToken() ? key.layout.rows() : key.layout.sequences();
      losses = each * objective.losses();
    }
    inputs.put(Ports.LABELS, new long[] {losses, objective.targets()});
    inputs.put(
        Ports.LOSS_WEIGHTS, objective.number() ? new long[] {losses, 1} : new long[] {losses});
    return new Compiler(backward, graph.backwardFusions(backward), kernels)
        .compile(weights.arrays(), inputs, outputs);
  }

  /** In two parts: to the ports, and back from their gradients. */
  private Plan openTraining(Key key) {
    Ends ends = Objects.requireNonNull(key.ends);
    int length = length(key.layout);
    Graph graph = graphs.open(length, ends);
    Map<String, Integer> depths = reached(length, ends);
    SameDiff backward = backward(key, graph, depths);
    Map<String, String> names = Objects.requireNonNull(gradientNames.get(new Source(length, ends)));
    Map<String, long[]> shapes;
    try (Plan ports = reading(key)) {
      shapes = ends.ports().stream().collect(Collectors.toMap(port -> port, ports::shape));
    }
    Map<String, long[]> inputs = inputs(key, graph);
    Set<String> later = new HashSet<>();
    for (String port : ends.ports()) {
      String injected = Graph.injected(backward, port);
      names.put(port, injected);
      inputs.put(injected, Objects.requireNonNull(shapes.get(port)));
      later.add(injected);
    }
    List<String> outputs = wanted(key, depths);
    outputs.addAll(ends.ports());
    return new Compiler(backward, graph.backwardFusions(backward), kernels)
        .compile(weights.arrays(), inputs, outputs, new Later(later, false));
  }

  private SameDiff backward(Key key, Graph graph, Map<String, Integer> trained) {
    SameDiff backward = graph.backward(List.copyOf(trained.keySet()));
    Map<String, String> names = new HashMap<>();
    trained.keySet().forEach(name -> names.put(name, Graph.gradient(backward, name)));
    gradientNames.put(new Source(length(key.layout), key.ends), names);
    return backward;
  }

  /** The names of the gradients of what trains. */
  private List<String> wanted(Key key, Map<String, Integer> depths) {
    List<String> wanted = new ArrayList<>();
    depths.forEach(
        (name, depth) -> {
          if (depth >= key.lowest) {
            wanted.add(gradient(key.layout, key.ends, name));
          }
        });
    return wanted;
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

  private Map<String, long[]> inputs(Key key, Graph graph) {
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
    graph.sites().forEach(site -> inputs.put(site.mask(), DropoutMasks.shape(site, layout)));
    return inputs;
  }

  /** Name of the last hidden states among the outputs of an inference plan. */
  private String last() {
    return Ports.hidden(network.layers());
  }
}
