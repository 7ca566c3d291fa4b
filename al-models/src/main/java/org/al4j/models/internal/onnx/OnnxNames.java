package org.al4j.models.internal.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.models.internal.onnx.OnnxGraph.Node;

/**
 * Gives the weights of an exported graph the names that they had in PyTorch.
 *
 * <p>PyTorch computes {@code x W^T + b} and stores {@code W} as {@code [out, in]}; its exporter
 * folds the transposition into the constant, which then is {@code [in, out]} and has a name like
 * {@code onnx::MatMul_123}. The name is found again by the bias that is added to the product, which
 * keeps its own, or else by the module in the name of the node. Constants that are equal are stored
 * once, and {@code Identity} nodes give them their other names.
 */
final class OnnxNames {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /** A stored tensor, and whether it is the transpose of what PyTorch calls so. */
  record Weight(OnnxTensor tensor, boolean transposed) {}

  private final OnnxGraph graph;
  private final SortedMap<String, Weight> weights = new TreeMap<>();
  private final Map<String, Node> additions = new HashMap<>();

  private OnnxNames(OnnxGraph graph) {
    this.graph = graph;
  }

  static SortedMap<String, Weight> of(OnnxGraph graph) {
    OnnxNames names = new OnnxNames(graph);
    names.collect();
    for (Node node : graph.nodes()) {
      if (node.inputs().size() > 1 && names.weights.containsKey(node.inputs().get(1))) {
        switch (node.op()) {
          case "MatMul" -> names.matrix(node, names.addedBias(node));
          case "Gemm" -> names.matrix(node, names.gemmBias(node));
          default -> {}
        }
      }
    }
    return names.weights;
  }

  private void collect() {
    graph.initializers().forEach((name, tensor) -> weights.put(name, new Weight(tensor, false)));
    for (Node node : graph.nodes()) {
      if (node.op().equals("Identity") && weights.containsKey(first(node.inputs()))) {
        weights.putIfAbsent(first(node.outputs()), weights.get(first(node.inputs())));
      }
      if (node.op().equals("Add")) {
        node.inputs().forEach(input -> additions.put(input, node));
      }
    }
  }

  private static String first(List<String> names) {
    return names.isEmpty() ? "" : names.get(0);
  }

  /** Names the right-hand side of a product. */
  private void matrix(Node node, Optional<String> bias) {
    String stored = node.inputs().get(1);
    OnnxTensor tensor = Objects.requireNonNull(weights.get(stored), stored).tensor();
    boolean transposed = node.transB() == 0;
    if (tensor.shape().length != 2 || (stored.endsWith(WEIGHT) && !transposed)) {
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
      weights.put(name.get(), new Weight(tensor, transposed));
    }
  }

  private Optional<String> addedBias(Node product) {
    Node addition = additions.get(first(product.outputs()));
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
