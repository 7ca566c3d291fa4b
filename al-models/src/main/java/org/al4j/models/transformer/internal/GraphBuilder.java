package org.al4j.models.transformer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.Family;
import org.al4j.models.checkpoint.ModelConfig;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Builds the sequence classifier of BERT and DistilBERT as a SameDiff graph for one sequence length
 * {@code S} and any batch {@code B}; {@code T = B S}. Weights are placeholders, so that one graph
 * serves every model of the shape.
 *
 * <p>The graph begins after the embedding lookup: the gradient of SameDiff's gather is wrong.
 * Dropout is a product with masks that are placeholders: SameDiff's dropout has no gradient.
 */
final class GraphBuilder {
  /** Sum of word, position and segment embeddings, {@code [T, H]}. */
  static final String EMBEDDED = "embedded";

  /** 0 where a key may be attended to, a large negative number where not, {@code [B, 1, 1, S]}. */
  static final String MASK = "mask";

  /** What the softmax should give: one-hot or soft labels, {@code [B, C]}. */
  static final String LABELS = "labels";

  /** What each example's loss is multiplied by before the sum, {@code [B]}. */
  static final String LOSS_WEIGHTS = "loss weights";

  static final String LOGITS = "logits";

  /** What the classification layer multiplies, {@code [B, H]}. */
  static final String FEATURES = "features";

  static final String LOSS = "loss";

  /** BERT's. SameDiff's layer normalisation has none, which to float32 makes no difference. */
  private static final double BUILT_IN_EPSILON = 1e-12;

  private final SameDiff graph = SameDiff.create();
  private final ModelConfig config;
  private final TensorNames names;
  private final int length;
  private final boolean dropout;
  private final List<String> dropoutMasks = new ArrayList<>();
  private final List<String> geluInputs = new ArrayList<>();
  private final List<Attention> attentions = new ArrayList<>();

  private GraphBuilder(ModelConfig config, int length, boolean dropout) {
    this.config = config;
    this.names = new TensorNames(config.family());
    this.length = length;
    this.dropout = dropout;
  }

  /** The graph from embeddings to logits, and to the loss if {@code dropout}. */
  static Graph build(ModelConfig config, int length, boolean training) {
    GraphBuilder builder = new GraphBuilder(config, length, training);
    for (Parameter parameter : Parameter.of(config, 1)) {
      builder.input(parameter.name(), parameter.shape().size());
    }
    builder.classifier(builder.encoder());
    if (training) {
      SDVariable labels = builder.input(LABELS, 2);
      SDVariable weights = builder.input(LOSS_WEIGHTS, 1);
      SDVariable logits = builder.graph.getVariable(LOGITS);
      builder.graph.loss.softmaxCrossEntropy(LOSS, labels, logits, weights, LossReduce.SUM, 0);
      builder.graph.setLossVariables(LOSS);
    }
    return new Graph(builder.graph, builder.dropoutMasks, builder.geluInputs, builder.attentions);
  }

  /** Name of the hidden states after layer {@code layer}, 0 for the embeddings, {@code [T, H]}. */
  static String hidden(int layer) {
    return "hidden." + layer;
  }

  /** Name of the mask that drops the embeddings. */
  static String embeddingDropout() {
    return "dropout.embeddings";
  }

  private SDVariable encoder() {
    input(MASK, 4);
    SDVariable x = norm(input(EMBEDDED, 2), TensorNames.EMBEDDING_NORM);
    x = drop(x, embeddingDropout(), 2).rename(hidden(0));
    for (int layer = 0; layer < config.layers(); layer++) {
      SDVariable attended = linear(attention(x, layer), names.attentionOutput(layer));
      if (config.family() == Family.BERT) { // DistilBERT has no dropout here
        attended = drop(attended, "dropout.attention." + layer, 2);
      }
      SDVariable middle = norm(attended.add(x), names.attentionNorm(layer));
      SDVariable inner = activate(linear(middle, names.feedForwardIn(layer)), layer);
      SDVariable outer =
          drop(linear(inner, names.feedForwardOut(layer)), "dropout.output." + layer, 2);
      x = norm(outer.add(middle), names.outputNorm(layer)).rename(hidden(layer + 1));
    }
    return x;
  }

  /** {@code [T, H] -> [T, H]}, before the output projection. */
  private SDVariable attention(SDVariable x, int layer) {
    int heads = config.heads();
    int width = config.headWidth();
    SDVariable joined =
        linear(x, Parameter.joined(layer)).rename(Attention.joined(layer)); // [T, 3H]
    SDVariable[] parts =
        graph.unstack(
            joined.reshape(-1, length, 3, heads, width).permute(2, 0, 3, 1, 4),
            0,
            3); // [B, A, S, d]
    SDVariable scores =
        graph
            .mmul(parts[0], parts[1], false, true, false)
            .mul(1 / Math.sqrt(width)); // [B, A, S, S]
    SDVariable weights =
        graph.nn.softmax(scores.add(graph.getVariable(MASK)), 3).rename(Attention.weights(layer));
    SDVariable context = drop(weights, Attention.mask(layer), 4).mmul(parts[2]);
    attentions.add(new Attention(layer, heads, dropout));
    return context
        .permute(0, 2, 1, 3)
        .reshape(-1, config.hidden())
        .rename(Attention.context(layer));
  }

  private void classifier(SDVariable x) {
    int hidden = config.hidden();
    SDVariable first = // [B, 1, H]; the end mask leaves axis 0 open
        graph.stridedSlice(
            x.reshape(-1, length, hidden),
            new long[] {0, 0, 0},
            new long[] {0, 1, hidden},
            new long[] {1, 1, 1},
            0,
            1,
            0,
            0,
            0);
    SDVariable dense = linear(first.reshape(-1, hidden), names.headDense());
    SDVariable features =
        config.family() == Family.BERT ? graph.math.tanh(dense) : graph.nn.relu(dense, 0);
    features = features.rename(FEATURES);
    linear(drop(features, "dropout.classifier", 2), TensorNames.CLASSIFIER).rename(LOGITS);
  }

  private SDVariable activate(SDVariable x, int layer) {
    return switch (config.activation()) {
      case "gelu" -> gelu(x, layer);
      case "gelu_new", "gelu_pytorch_tanh" -> tanhGelu(x);
      case "relu" -> graph.nn.relu(x, 0);
      case "tanh" -> graph.math.tanh(x);
      default ->
          throw new InvalidInputException(
              "activation '"
                  + config.activation()
                  + "' in config.json; known are gelu, gelu_new, gelu_pytorch_tanh, "
                  + "relu, tanh");
    };
  }

  /** {@code x (1 + erf(x / sqrt 2)) / 2}: the exact form; SameDiff's gelu is another function. */
  private SDVariable gelu(SDVariable x, int layer) {
    SDVariable in = x.rename("gelu." + layer + ".in");
    geluInputs.add(in.name());
    SDVariable erf = graph.math.erf(in.mul(1 / Math.sqrt(2)));
    return in.mul(0.5).mul(erf.add(1.0)).rename("gelu." + layer + ".out");
  }

  private SDVariable tanhGelu(SDVariable x) {
    SDVariable cube = x.mul(x).mul(x).mul(0.044715);
    SDVariable inner = x.add(cube).mul(Math.sqrt(2 / Math.PI));
    return x.mul(0.5).mul(graph.math.tanh(inner).add(1.0));
  }

  private SDVariable norm(SDVariable x, String module) {
    SDVariable gain = graph.getVariable(Parameter.weight(module));
    SDVariable bias = graph.getVariable(Parameter.bias(module));
    if (config.layerNormEpsilon() <= 10 * BUILT_IN_EPSILON) {
      return graph.nn.layerNorm(x, gain, bias, false, 1);
    }
    SDVariable centred = x.sub(x.mean(true, 1));
    SDVariable variance = centred.mul(centred).mean(true, 1);
    return centred
        .div(graph.math.sqrt(variance.add(config.layerNormEpsilon())))
        .mul(gain)
        .add(bias);
  }

  private SDVariable linear(SDVariable x, String module) {
    SDVariable weight = graph.getVariable(Parameter.weight(module)); // [out, in]
    return graph.mmul(x, weight, false, true, false).add(graph.getVariable(Parameter.bias(module)));
  }

  private SDVariable drop(SDVariable x, String mask, int rank) {
    if (!dropout) {
      return x;
    }
    dropoutMasks.add(mask);
    return x.mul(input(mask, rank));
  }

  private SDVariable input(String name, int rank) {
    long[] shape = new long[rank];
    Arrays.fill(shape, -1);
    return graph.placeHolder(name, DataType.FLOAT, shape);
  }
}
