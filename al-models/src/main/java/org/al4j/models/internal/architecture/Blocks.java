package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.Gelu;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.LayerNorm;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.Fusible;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.run.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/** What encoder and heads are made of, and the graph that it goes into. */
final class Blocks {
  final SameDiff graph = SameDiff.create();
  final ModelConfig config;
  final int length;
  private final boolean dropout;
  private final List<String> dropoutMasks = new ArrayList<>();
  private final List<Supplier<Fusible>> fusibles = new ArrayList<>();

  /**
   * An empty graph.
   *
   * @param length of the sequences
   * @param dropout whether {@link #drop} does anything
   */
  Blocks(ModelConfig config, int length, boolean dropout) {
    this.config = config;
    this.length = length;
    this.dropout = dropout;
  }

  Graph done() {
    return new Graph(graph, dropoutMasks, fusibles.stream().map(Supplier::get).toList());
  }

  SDVariable input(String name, int rank) {
    long[] shape = new long[rank];
    Arrays.fill(shape, -1);
    return graph.placeHolder(name, DataType.FLOAT, shape);
  }

  /** {@code [T, in] -> [T, out]}. */
  SDVariable linear(SDVariable x, String module) {
    return linear(x, Parameter.weight(module), Parameter.bias(module));
  }

  /** {@code [T, in] -> [T, out]} by a weight {@code [out, in]} and a bias. */
  SDVariable linear(SDVariable x, String weight, String bias) {
    return graph
        .mmul(x, graph.getVariable(weight), false, true, false)
        .add(graph.getVariable(bias));
  }

  /** Dropout by a mask that is a placeholder: SameDiff's own has no gradient. */
  SDVariable drop(SDVariable x, String mask, int rank) {
    if (!dropout) {
      return x;
    }
    dropoutMasks.add(mask);
    return x.mul(input(mask, rank));
  }

  /** Layer normalisation over the columns of a variable that nothing else reads. */
  SDVariable norm(SDVariable x, String module) {
    SDVariable gain = graph.getVariable(Parameter.weight(module));
    SDVariable bias = graph.getVariable(Parameter.bias(module));
    if (config.layerNormEpsilon() <= 10 * LayerNorm.BERT_EPSILON) {
      return graph.nn.layerNorm(x, gain, bias, false, 1);
    }
    SDVariable centred = x.sub(x.mean(true, 1));
    SDVariable variance = centred.mul(centred).mean(true, 1);
    SDVariable out =
        centred.div(graph.math.sqrt(variance.add(config.layerNormEpsilon()))).mul(gain).add(bias);
    fusibles.add( // later: a variable may yet be renamed
        () -> new Fusible.Norm(x.name(), out.name(), module, config.layerNormEpsilon()));
    return out;
  }

  /**
   * Lets a kernel replace a layer's attention.
   *
   * @param firstOnly whether only each sequence's first token asks
   */
  void attention(int layer, boolean firstOnly) {
    AttentionHeads heads =
        new AttentionHeads(
            config.heads(),
            config.headWidth(),
            AttentionHeads.scale(config.headWidth()),
            firstOnly ? Tokens.FIRST : Tokens.ALL,
            false);
    fusibles.add(() -> new Attention(layer, heads, dropout));
  }

  /** {@code [T, H] -> [B, H]}: each sequence's first token; a kernel can replace it. */
  SDVariable first(SDVariable x) {
    SDVariable in = graph.identity(x); // whose gradient is what comes from here, and no sum
    SDVariable out = firstRows(in);
    fusibles.add(() -> new Fusible.One(Tokens.FIRST, in.name(), out.name()));
    return out;
  }

  /** The same, where something larger is replaced. */
  SDVariable firstRows(SDVariable x) {
    int hidden = config.hidden();
    return graph // [B, 1, H]; the end mask leaves axis 0 open
        .stridedSlice(
            x.reshape(-1, length, hidden),
            new long[] {0, 0, 0},
            new long[] {0, 1, hidden},
            new long[] {1, 1, 1},
            0,
            1,
            0,
            0,
            0)
        .reshape(-1, hidden);
  }

  /**
   * An activation by its name in the configuration.
   *
   * @param place names the variables of the GELUs, which kernels replace
   */
  SDVariable activate(String activation, SDVariable x, String place) {
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
    fusibles.add(() -> new Fusible.Pointwise(in.name(), out.name(), value, slope));
    return out;
  }
}
