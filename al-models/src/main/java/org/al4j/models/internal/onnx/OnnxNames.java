package org.al4j.models.internal.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.models.internal.onnx.OnnxGraph.Node;
import org.jspecify.annotations.Nullable;

/**
 * Gives the weights of an exported graph the names that they had in PyTorch.
 *
 * <p>PyTorch computes {@code x W^T + b} and stores {@code W} as {@code [out, in]}; its exporter
 * folds the transposition into the constant, which then is {@code [in, out]} and has a name like
 * {@code onnx::MatMul_123}. The name is found again by the bias that is added to the product, which
 * keeps its own, or else by the module in the name of the node. Constants that are equal are stored
 * once, and {@code Identity} nodes give them their other names. What {@link OnnxQuantised} finds as
 * integers goes by the names that it had before.
 */
final class OnnxNames {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /**
   * A stored tensor.
   *
   * @param transposed whether it is the transpose of what PyTorch calls so
   * @param scaling what its integers stand for; null where it is of floats
   */
  record Weight(OnnxTensor tensor, boolean transposed, @Nullable Scaling scaling) {}

  private final OnnxGraph graph;
  private final SortedMap<String, Weight> weights = new TreeMap<>();
  private final Map<String, Node> additions = new HashMap<>();
  private final Map<String, Node> scalings = new HashMap<>();

  private OnnxNames(OnnxGraph graph) {
    this.graph = graph;
  }

  static SortedMap<String, Weight> of(OnnxGraph graph) {
    OnnxNames names = new OnnxNames(graph);
    names.collect();
    OnnxQuantised quantised = OnnxQuantised.of(graph);
    names.weights.keySet().removeAll(quantised.parts());
    names.weights.putAll(quantised.weights());
    for (Node node : graph.nodes()) {
      String right = quantised.name(node.input(1));
      if (names.weights.containsKey(right)) {
        switch (node.op()) {
          case "MatMul" -> names.matrix(node, right, names.addedBias(node.output()));
          case OnnxQuantised.PRODUCT ->
              names.matrix(node, right, names.addedBias(names.scaled(node.output())));
          case "Gemm" -> names.matrix(node, right, names.gemmBias(node));
          default -> {}
        }
      }
    }
    return names.weights;
  }

  private void collect() {
    graph
        .initializers()
        .forEach((name, tensor) -> weights.put(name, new Weight(tensor, false, null)));
    for (Node node : graph.nodes()) {
      switch (node.op()) {
        case "Identity" -> {
          if (weights.containsKey(node.input(0))) {
            weights.putIfAbsent(node.output(), weights.get(node.input(0)));
          }
        }
        case "Add" -> node.inputs().forEach(input -> additions.put(input, node));
        case "Cast", "Mul" -> node.inputs().forEach(input -> scalings.put(input, node));
        default -> {}
      }
    }
  }

  /** Names the right-hand side of a product. */
  private void matrix(Node node, String stored, Optional<String> bias) {
    Weight weight = Objects.requireNonNull(weights.get(stored), stored);
    boolean transposed = node.attribute("transB", 0) == 0;
    if (weight.tensor().shape().length != 2 || (stored.endsWith(WEIGHT) && !transposed)) {
      return;
    }
    Optional<String> name =
        stored.endsWith(WEIGHT)
            ? Optional.of(stored)
            : bias.map(b -> b.substring(0, b.length() - BIAS.length()) + WEIGHT)
                .or(() -> module(node));
    if (name.isEmpty()) {
      return;
    }
    // Where the original is there too, it is the one that is named.
    if (stored.equals(name.get()) || !graph.initializers().containsKey(name.get())) {
      weights.put(name.get(), new Weight(weight.tensor(), transposed, weight.scaling()));
    }
  }

  /** What a product of integers is called as floats: it is cast, and multiplied with its scale. */
  private String scaled(String product) {
    String name = product;
    for (int i = 0; i < 2 && scalings.containsKey(name); i++) {
      name = Objects.requireNonNull(scalings.get(name), name).output();
    }
    return name;
  }

  private Optional<String> addedBias(String product) {
    Node addition = additions.get(product);
    return addition == null
        ? Optional.empty()
        : addition.inputs().stream().filter(this::isBias).findFirst();
  }

  private Optional<String> gemmBias(Node node) {
    return node.inputs().stream().skip(2).filter(this::isBias).findFirst();
  }

  private boolean isBias(String name) {
    return name.endsWith(BIAS) && weights.containsKey(name);
  }

  /** {@code /bert/encoder/layer.0/output/dense/MatMul} is a product in that module. */
  private static Optional<String> module(Node node) {
    int end = node.name().lastIndexOf('/');
    return node.name().startsWith("/") && end > 0
        ? Optional.of(node.name().substring(1, end).replace('/', '.') + WEIGHT)
        : Optional.empty();
  }
}
