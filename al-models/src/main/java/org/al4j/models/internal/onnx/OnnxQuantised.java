package org.al4j.models.internal.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.al4j.models.internal.onnx.OnnxGraph.Node;
import org.al4j.models.internal.onnx.OnnxNames.Weight;

/**
 * The weights of a graph that stand as integers of 8 bits, as ONNX Runtime's quantiser leaves them:
 * {@code X_quantized} with {@code X_scale} and {@code X_zero_point} in place of {@code X}. It is
 * multiplied by {@code MatMulInteger}, or turned back by {@code DequantizeLinear}, at once or after
 * {@code Gather} took rows of it.
 */
final class OnnxQuantised {
  /** The product of integers. */
  static final String PRODUCT = "MatMulInteger";

  private static final String SUFFIX = "_quantized";

  private final OnnxGraph graph;
  private final Map<String, Node> gathered = new HashMap<>();
  private final Map<String, Weight> weights = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> parts = new HashSet<>();

  private OnnxQuantised(OnnxGraph graph) {
    this.graph = graph;
  }

  static OnnxQuantised of(OnnxGraph graph) {
    OnnxQuantised found = new OnnxQuantised(graph);
    graph.nodes().stream()
        .filter(node -> node.op().equals("Gather"))
        .forEach(node -> found.gathered.put(node.output(), node));
    for (Node node : graph.nodes()) {
      switch (node.op()) {
        case PRODUCT ->
            found.add(
                node.input(1),
                original(node.input(1)) + "_scale",
                node.input(3),
                Integer.MAX_VALUE);
        case "DequantizeLinear" -> found.dequantised(node);
        default -> {}
      }
    }
    return found;
  }

  /** By the names that they had. */
  Map<String, Weight> weights() {
    return weights;
  }

  /** The initializers that they are made of. */
  Set<String> parts() {
    return parts;
  }

  /** The name of the weight that an input is, as integers or as floats; else the input itself. */
  String name(String input) {
    return names.getOrDefault(input, input);
  }

  private void dequantised(Node node) {
    Node rows = gathered.get(node.input(0));
    boolean behind = rows != null && graph.initializers().containsKey(rows.input(0));
    String stored = behind && rows != null ? rows.input(0) : node.input(0);
    // Rows may be of any place, so that what scales them goes along their last axis.
    long axis = behind ? Integer.MAX_VALUE : node.attribute("axis", 1);
    add(stored, node.input(1), node.input(2), axis);
    if (!behind && parts.contains(stored)) {
      names.put(node.output(), original(stored));
    }
  }

  /**
   * Adds a weight, if it is one.
   *
   * @param axis of the scales, negative from the end; {@link Integer#MAX_VALUE} for the last
   */
  private void add(String stored, String scale, String zero, long axis) {
    OnnxTensor integers = graph.initializers().get(stored);
    OnnxTensor factor = graph.initializers().get(scale);
    OnnxTensor from = graph.initializers().get(zero);
    if (integers == null || !integers.isQuantised() || factor == null) {
      return;
    }
    if (!zero.isEmpty() && from == null) {
      return; // computed, so that nobody knows it here
    }
    int rank = integers.shape().length;
    long at = axis == Integer.MAX_VALUE ? rank - 1L : axis < 0 ? axis + rank : axis;
    int along = (int) Math.max(-1, Math.min(at, rank));
    weights.put(original(stored), new Weight(integers, false, new Scaling(factor, from, along)));
    names.put(stored, original(stored));
    parts.add(stored);
    parts.add(scale);
    if (from != null) {
      parts.add(zero);
    }
  }

  private static String original(String stored) {
    return stored.endsWith(SUFFIX)
        ? stored.substring(0, stored.length() - SUFFIX.length())
        : stored;
  }
}
