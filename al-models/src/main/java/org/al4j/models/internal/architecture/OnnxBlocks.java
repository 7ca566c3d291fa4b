package org.al4j.models.internal.architecture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.onnx.GraphWriter;
import org.al4j.models.internal.onnx.GraphWriter.Attributes;

/**
 * An ONNX graph without dropout: for any batch {@code B} and padded length {@code S}, from token
 * ids on. States are {@code [B, S, H]}, of one token a sequence {@code [B, H]}.
 */
final class OnnxBlocks implements Blocks<String> {
  /** Ids of the tokens, {@code [B, S]}. */
  static final String IDS = "input_ids";

  /** 1 at tokens, 0 at padding, {@code [B, S]}. */
  static final String MASK = "attention_mask";

  /** Segments, {@code [B, S]}; where the family has them. */
  static final String TYPES = "token_type_ids";

  private static final float HIDDEN = -1e30f;

  private final GraphWriter out;
  private final List<EmbeddingTable> tables;
  private final OnnxWeights weights;
  private final Map<String, String> ports = new HashMap<>();
  private final Map<String, String> made = new HashMap<>();

  /**
   * An empty graph.
   *
   * @param tables that tokens look up
   * @param weights of the model, and how it is multiplied by them
   */
  OnnxBlocks(GraphWriter out, List<EmbeddingTable> tables, OnnxWeights weights) {
    this.out = out;
    this.tables = tables;
    this.weights = weights;
    String[] batch = {"batch", "sequence"};
    out.input(IDS, GraphWriter.Type.INT64, batch);
    out.input(MASK, GraphWriter.Type.INT64, batch);
    if (tables.stream().anyMatch(table -> table.by() == EmbeddingTable.By.TYPE)) {
      out.input(TYPES, GraphWriter.Type.INT64, batch);
    }
  }

  /** The value of a port, if the graph has it. */
  Optional<String> port(String name) {
    return Optional.ofNullable(ports.get(name));
  }

  @Override
  public String embedded() {
    String sum = "";
    for (EmbeddingTable table : tables) {
      String index =
          switch (table.by()) {
            case TOKEN -> IDS;
            case TYPE -> TYPES;
            case POSITION -> positions(table.first());
          };
      String rows = out.node("Gather", List.of(weights.table(table), index));
      sum = sum.isEmpty() ? rows : add(sum, rows);
    }
    return sum;
  }

  /** {@code first, first + 1, ...}, {@code [S]}. */
  private String positions(int first) {
    return once(
        "positions " + first,
        () -> {
          String length =
              out.node("Gather", List.of(out.node("Shape", List.of(IDS)), out.whole(1)));
          String end = add(length, out.whole(first));
          return out.node("Range", List.of(out.whole(first), end, out.whole(1)));
        });
  }

  private String once(String what, Supplier<String> value) {
    String before = made.get(what);
    if (before == null) {
      before = value.get();
      made.put(what, before);
    }
    return before;
  }

  @Override
  public String linear(String x, Linear layer) {
    return weights.product(x, layer);
  }

  @Override
  public String linear(String x, String weight, String bias) {
    return add(product(x, weight), weights.vector(bias));
  }

  @Override
  public String product(String x, String weight) {
    return out.node("MatMul", List.of(x, weights.transposed(weight)));
  }

  @Override
  public String add(String x, String y) {
    return out.node("Add", List.of(x, y));
  }

  @Override
  public String drop(String x, DropoutSite site) {
    return x;
  }

  @Override
  public String branch(String x) {
    return x;
  }

  @Override
  public String named(String x, String port) {
    ports.put(port, x);
    return x;
  }

  @Override
  public String norm(String x, Norm norm) {
    List<String> names = norm.parameters().stream().map(one -> one.name()).toList();
    return out.node(
        "LayerNormalization",
        List.of(x, weights.vector(names.get(0)), weights.vector(names.get(1))),
        Attributes.of("axis", -1).with("epsilon", (float) norm.epsilon()));
  }

  @Override
  public String attention(int layer, String joined, AttentionHeads heads, double dropped) {
    long hidden = heads.hidden();
    List<String> parts =
        out.node(
            "Split",
            List.of(joined, out.list(hidden, hidden, hidden)),
            Attributes.of("axis", 2),
            3);
    Tokens which = heads.queries();
    String query =
        which.one()
            ? reshaped(
                pick(which, parts.get(0), heads.hidden()), -1, heads.heads(), 1, heads.width())
            : split(parts.get(0), heads, List.of(0L, 2L, 1L, 3L));
    String key = split(parts.get(1), heads, List.of(0L, 2L, 3L, 1L));
    String value = split(parts.get(2), heads, List.of(0L, 2L, 1L, 3L));
    String scores =
        out.node(
            "Mul", List.of(out.node("MatMul", List.of(query, key)), out.number(heads.scale())));
    scores = add(scores, hidden());
    if (heads.causal() && !which.one()) {
      scores = add(scores, later());
    }
    String gathered =
        out.node("MatMul", List.of(out.node("Softmax", List.of(scores), axis(-1)), value));
    return which.one()
        ? reshaped(gathered, -1, hidden)
        : reshaped(transposed(gathered, List.of(0L, 2L, 1L, 3L)), 0, 0, hidden);
  }

  /** {@code [B, S, H]} by heads, in an order of {@code [B, S, A, d]}. */
  private String split(String x, AttentionHeads heads, List<Long> order) {
    return transposed(reshaped(x, 0, 0, heads.heads(), heads.width()), order);
  }

  private String reshaped(String x, long... shape) {
    return out.node("Reshape", List.of(x, out.list(shape)));
  }

  private String transposed(String x, List<Long> order) {
    return out.node("Transpose", List.of(x), Attributes.of("perm", order));
  }

  private static Attributes axis(long axis) {
    return Attributes.of("axis", axis);
  }

  /** A large negative number where a key is padding, {@code [B, 1, 1, S]}. */
  private String hidden() {
    return once(
        "hidden",
        () -> {
          String tokens = out.node("Cast", List.of(MASK), Attributes.of("to", 1));
          String padding = out.node("Sub", List.of(out.number(1), tokens));
          String low = out.node("Mul", List.of(padding, out.number(HIDDEN)));
          return out.node("Unsqueeze", List.of(low, out.list(1, 2)));
        });
  }

  /** The same where a key comes after the query, {@code [S, S]}. */
  private String later() {
    return once(
        "later",
        () -> {
          String places = positions(0);
          String queries = out.node("Unsqueeze", List.of(places, out.list(1)));
          String after = out.node("Less", List.of(queries, places));
          String number = out.node("Cast", List.of(after), Attributes.of("to", 1));
          return out.node("Mul", List.of(number, out.number(HIDDEN)));
        });
  }

  @Override
  public String pick(Tokens which, String x, int hidden) {
    if (which != Tokens.LAST) {
      return out.node("Gather", List.of(x, out.whole(0)), axis(1));
    }
    return out.node("Squeeze", List.of(out.node("MatMul", List.of(last(), x)), out.list(1)));
  }

  /** 1 at each sequence's last token, {@code [B, 1, S]}. */
  private String last() {
    return once(
        "last",
        () -> {
          String count = out.node("ReduceSum", List.of(MASK, out.list(1)));
          String place = out.node("Sub", List.of(count, out.whole(1)));
          String equal = out.node("Equal", List.of(positions(0), place));
          String number = out.node("Cast", List.of(equal), Attributes.of("to", 1));
          return out.node("Unsqueeze", List.of(number, out.list(1)));
        });
  }

  @Override
  public String activate(String activation, String x, String place) {
    return switch (activation) {
      case "gelu" -> gelu(x);
      case "gelu_new", "gelu_pytorch_tanh" -> tanhGelu(x);
      case "relu" -> out.node("Relu", List.of(x));
      case "tanh" -> out.node("Tanh", List.of(x));
      case "silu", "swish" -> out.node("Mul", List.of(x, out.node("Sigmoid", List.of(x))));
      default -> throw new IllegalStateException("unknown activation '" + activation + "'");
    };
  }

  /** In the form that ONNX Runtime makes one operation of. */
  private String gelu(String x) {
    String inner = out.node("Div", List.of(x, out.number((float) Math.sqrt(2))));
    String erf = add(out.node("Erf", List.of(inner)), out.number(1));
    return out.node("Mul", List.of(out.node("Mul", List.of(x, erf)), out.number(0.5f)));
  }

  private String tanhGelu(String x) {
    String square = out.node("Mul", List.of(x, x));
    String cube =
        out.node("Mul", List.of(out.node("Mul", List.of(square, x)), out.number(0.044715f)));
    String inner =
        out.node("Mul", List.of(add(x, cube), out.number((float) Math.sqrt(2 / Math.PI))));
    String grown = add(out.node("Tanh", List.of(inner)), out.number(1));
    return out.node("Mul", List.of(out.node("Mul", List.of(x, out.number(0.5f))), grown));
  }
}
