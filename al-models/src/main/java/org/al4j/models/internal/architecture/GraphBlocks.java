package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.Gelu;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.LayerNorm;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Fusible;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Objective;
import org.al4j.models.internal.engine.run.Parameter;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff graph: for one padded sequence length {@code S} and any batch {@code B}. Weights are
 * placeholders, so that one graph serves every model of the shape. Kernels replace all that depends
 * on {@code S}. The graph begins after the embedding lookup: the gradient of SameDiff's gather is
 * wrong.
 */
final class GraphBlocks implements Blocks<SDVariable> {
  private static final float HIDDEN = -1e30f;
  private static final String CAUSAL = "causal";

  private final SameDiff graph = SameDiff.create();
  private final int length;
  private final boolean dropout;
  private final List<DropoutSite> sites = new ArrayList<>();
  private final List<Supplier<Fusible>> fusibles = new ArrayList<>();

  /**
   * An empty graph.
   *
   * @param length of the sequences
   * @param dropout whether {@link #drop} does anything
   */
  GraphBlocks(int length, boolean dropout) {
    this.length = length;
    this.dropout = dropout;
  }

  Graph done() {
    return new Graph(graph, sites, fusibles.stream().map(Supplier::get).toList());
  }

  SDVariable input(String name, int rank) {
    if (graph.hasVariable(name)) {
      return graph.getVariable(name);
    }
    long[] shape = new long[rank];
    Arrays.fill(shape, -1);
    return graph.placeHolder(name, DataType.FLOAT, shape);
  }

  @Override
  public SDVariable linear(SDVariable x, Linear layer) {
    boolean flipped = layer.form() == Linear.Form.FLIPPED;
    SDVariable weight = graph.getVariable(Parameter.weight(layer.name()));
    SDVariable product = graph.mmul(x, weight, false, !flipped, false);
    return layer.form() == Linear.Form.PLAIN
        ? product
        : product.add(graph.getVariable(Parameter.bias(layer.name())));
  }

  @Override
  public SDVariable linear(SDVariable x, String weight, String bias) {
    return product(x, weight).add(graph.getVariable(bias));
  }

  @Override
  public SDVariable product(SDVariable x, String weight) {
    return graph.mmul(x, graph.getVariable(weight), false, true, false);
  }

  /** By a mask that is a placeholder: SameDiff's own dropout has no gradient. */
  @Override
  public SDVariable drop(SDVariable x, DropoutSite site) {
    if (!dropout) {
      return x;
    }
    sites.add(site);
    return x.mul(input(site.mask(), site.rank()));
  }

  @Override
  public SDVariable norm(SDVariable x, Norm norm) {
    SDVariable gain = graph.getVariable(Parameter.weight(norm.module()));
    SDVariable bias = graph.getVariable(Parameter.bias(norm.module()));
    if (norm.epsilon() <= 10 * LayerNorm.BERT_EPSILON) {
      return graph.nn.layerNorm(x, gain, bias, false, 1);
    }
    SDVariable centred = x.sub(x.mean(true, 1));
    SDVariable variance = centred.mul(centred).mean(true, 1);
    SDVariable out =
        centred.mul(graph.math.rsqrt(variance.add(norm.epsilon()))).mul(gain).add(bias);
    fusibles.add( // later: a variable may yet be renamed
        () -> new Parts.Normalisation(x.name(), out.name(), norm));
    return out;
  }

  @Override
  public SDVariable attention(int layer, SDVariable joined, AttentionHeads heads, double dropped) {
    SDVariable[] parts =
        graph.unstack(
            branch(joined.rename(Ports.projected(layer)))
                .rename(Attention.joined(layer))
                .reshape(-1, length, 3, heads.heads(), heads.width())
                .permute(2, 0, 3, 1, 4),
            0,
            3); // [B, A, S, d]
    SDVariable scores =
        graph
            .mmul(parts[0], parts[1], false, true, false)
            .mul(heads.scale())
            .add(input(Ports.MASK, 4)); // [B, A, S, S]
    SDVariable weights =
        graph
            .nn
            .softmax(heads.causal() ? scores.add(causal()) : scores, 3)
            .rename(Ports.attention(layer));
    fusibles.add(() -> new Attention(layer, heads, dropout));
    SDVariable context =
        drop(weights, DropoutSite.ofAttention(Attention.mask(layer), dropped, heads))
            .mmul(parts[2])
            .permute(0, 2, 1, 3)
            .reshape(-1, heads.hidden());
    return (heads.queries().one() ? rows(heads.queries(), context, heads.hidden()) : context)
        .rename(Attention.context(layer));
  }

  /** A large negative number where a key comes after the query, {@code [1, 1, S, S]}. */
  private SDVariable causal() {
    if (graph.hasVariable(CAUSAL)) {
      return graph.getVariable(CAUSAL);
    }
    float[] hidden = new float[length * length];
    for (int query = 0; query < length; query++) {
      Arrays.fill(hidden, query * length + query + 1, (query + 1) * length, HIDDEN);
    }
    return graph.constant(CAUSAL, Nd4j.create(hidden, new long[] {1, 1, length, length}, 'c'));
  }

  @Override
  public SDVariable embedded() {
    return input(Ports.EMBEDDED, 2);
  }

  @Override
  public SDVariable add(SDVariable x, SDVariable y) {
    return x.add(y);
  }

  @Override
  public SDVariable named(SDVariable x, String port) {
    return x.rename(port);
  }

  @Override
  public SDVariable branch(SDVariable x) {
    return graph.identity(x);
  }

  /**
   * {@code [T, H] -> [M, H]}: the tokens that have a loss. A product, as SameDiff's gather has a
   * wrong gradient; it costs little beside one over the vocabulary.
   */
  SDVariable picked(SDVariable x) {
    return graph.mmul(input(Ports.PICKED, 2), x);
  }

  @Override
  public SDVariable pick(Tokens which, SDVariable x, int hidden) {
    SDVariable in = branch(x);
    SDVariable out = rows(which, in, hidden);
    fusibles.add(() -> new Parts.One(which, in.name(), out.name()));
    return out;
  }

  /** The same, where something larger is replaced. */
  private SDVariable rows(Tokens which, SDVariable x, int hidden) {
    SDVariable padded = x.reshape(-1, length, hidden);
    SDVariable picked = // [B, 1, H]
        which == Tokens.LAST ? graph.mmul(input(Ports.LAST, 3), padded) : first(padded, hidden);
    return picked.reshape(-1, hidden);
  }

  private SDVariable first(SDVariable padded, int hidden) {
    return graph.stridedSlice( // the end mask leaves axis 0 open
        padded,
        new long[] {0, 0, 0},
        new long[] {0, 1, hidden},
        new long[] {1, 1, 1},
        0,
        1,
        0,
        0,
        0);
  }

  @Override
  public SDVariable activate(String activation, SDVariable x, String place) {
    return switch (activation) {
      case "gelu" -> gelu(x, place);
      case "gelu_new", "gelu_pytorch_tanh" -> tanhGelu(x, place);
      case "relu" -> graph.nn.relu(x, 0);
      case "tanh" -> graph.math.tanh(x);
      case "silu", "swish" -> x.mul(graph.nn.sigmoid(x));
      default -> throw new IllegalStateException("unknown activation '" + activation + "'");
    };
  }

  /** {@code x (1 + erf(x / sqrt 2)) / 2}: the exact form; SameDiff's gelu is another function. */
  private SDVariable gelu(SDVariable x, String place) {
    SDVariable in = x.rename("gelu." + place + ".in");
    SDVariable erf = graph.math.erf(in.mul(1 / Math.sqrt(2)));
    SDVariable out = in.mul(0.5).mul(erf.add(1.0)).rename("gelu." + place + ".out");
    return fused(in, out, Gelu.FORWARD, Gelu.BACKWARD);
  }

  private SDVariable tanhGelu(SDVariable x, String place) {
    SDVariable in = x.rename("gelu." + place + ".in");
    SDVariable cube = in.mul(in).mul(in).mul(0.044715);
    SDVariable inner = in.add(cube).mul(Math.sqrt(2 / Math.PI));
    SDVariable out =
        in.mul(0.5).mul(graph.math.tanh(inner).add(1.0)).rename("gelu." + place + ".out");
    return fused(in, out, Gelu.TANH_FORWARD, Gelu.TANH_BACKWARD);
  }

  private SDVariable fused(SDVariable in, SDVariable out, Kernel value, Kernel slope) {
    fusibles.add(() -> new Parts.Pointwise(in.name(), out.name(), value, slope));
    return out;
  }

  /**
   * Ends the graph in variables of which a loss is computed outside. The sum only makes SameDiff
   * differentiate: its gradient is replaced by that of the loss.
   */
  void end(List<String> ports) {
    SDVariable sum = null;
    for (String port : ports) {
      SDVariable part = branch(graph.getVariable(port)).rename(Graph.end(port)).sum();
      sum = sum == null ? part : sum.add(part);
    }
    Objects.requireNonNull(sum, "at least one port").rename(Ports.LOSS);
    graph.setLossVariables(Ports.LOSS);
  }

  /**
   * The weighted sum of the cross-entropies. That of one logit z against 0 or 1 is that of the
   * logits (0, z), so that one operation, whose gradient is known to be right, serves all heads. Of
   * a number, the weighted sum of the squared errors.
   */
  void loss(Objective objective) {
    SDVariable logits = graph.getVariable(Ports.LOGITS);
    SDVariable labels = input(Ports.LABELS, 2);
    if (objective.number()) {
      SDVariable weights = input(Ports.LOSS_WEIGHTS, 2);
      graph.loss.meanSquaredError(Ports.LOSS, labels, logits, weights, LossReduce.SUM);
    } else {
      SDVariable answers = answers(logits, objective);
      SDVariable weights = input(Ports.LOSS_WEIGHTS, 1);
      graph.loss.softmaxCrossEntropy(Ports.LOSS, labels, answers, weights, LossReduce.SUM, 0);
    }
    graph.setLossVariables(Ports.LOSS);
  }

  private SDVariable answers(SDVariable logits, Objective objective) {
    SDVariable answers = logits;
    if (objective.severalClasses()) {
      answers = answers.reshape(-1, 1); // each class of each sequence by itself
    }
    return objective.binary() ? graph.concat(1, answers.mul(0), answers) : answers;
  }
}
