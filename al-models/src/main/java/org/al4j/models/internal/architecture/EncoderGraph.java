package org.al4j.models.internal.architecture;

import org.al4j.models.checkpoint.Family;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.internal.engine.run.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The encoder: embeddings and layers. The families differ in names and in little else. Where a head
 * reads only first tokens, the last layer's queries, and all that follows, are those of the first
 * tokens: the results are the same, and so are the gradients, as those of the others are zero.
 */
final class EncoderGraph {
  private final Blocks blocks;
  private final ModelConfig config;
  private final TensorNames names;
  private final boolean firstOnly;

  EncoderGraph(Blocks blocks, boolean firstOnly) {
    this.blocks = blocks;
    this.firstOnly = firstOnly;
    this.config = blocks.config;
    this.names = new TensorNames(config.family());
  }

  /** The last hidden states, {@code [T, H]}; of first tokens only, {@code [B, H]}. */
  SDVariable build() {
    blocks.input(GraphBuilder.MASK, 4);
    SDVariable x = embeddings().rename(GraphBuilder.hidden(0));
    for (int layer = 0; layer < config.layers(); layer++) {
      x = layer(x, layer).rename(GraphBuilder.hidden(layer + 1));
    }
    return x;
  }

  private SDVariable embeddings() {
    SDVariable x = blocks.norm(blocks.input(GraphBuilder.EMBEDDED, 2), TensorNames.EMBEDDING_NORM);
    x = blocks.drop(x, GraphBuilder.embeddingDropout(), 2);
    return config.embedding() == config.hidden() ? x : blocks.linear(x, TensorNames.PROJECTION);
  }

  private SDVariable layer(SDVariable x, int layer) {
    SDVariable attended = blocks.linear(attention(x, layer), names.attentionOutput(layer));
    if (config.family() != Family.DISTILBERT) { // which has no dropout here
      attended = blocks.drop(attended, "dropout.attention." + layer, 2);
    }
    SDVariable residual = firstOnly(layer) ? blocks.first(x) : x;
    SDVariable middle = blocks.norm(attended.add(residual), names.attentionNorm(layer));
    SDVariable inner =
        blocks.activate(
            config.activation(),
            blocks.linear(middle, names.feedForwardIn(layer)),
            Integer.toString(layer));
    SDVariable outer = blocks.linear(inner, names.feedForwardOut(layer));
    outer = blocks.drop(outer, "dropout.output." + layer, 2);
    return blocks.norm(outer.add(middle), names.outputNorm(layer));
  }

  private boolean firstOnly(int layer) {
    return firstOnly && layer == config.layers() - 1;
  }

  /** {@code [T, H] -> [T, H]} or {@code [B, H]}, before the output projection. */
  private SDVariable attention(SDVariable x, int layer) {
    int heads = config.heads();
    int width = config.headWidth();
    SDVariable joined = // [T, 3H]
        blocks.linear(x, Parameter.joined(layer)).rename(Attention.joined(layer));
    SDVariable[] parts =
        blocks.graph.unstack(
            joined.reshape(-1, blocks.length, 3, heads, width).permute(2, 0, 3, 1, 4),
            0,
            3); // [B, A, S, d]
    SDVariable scores =
        blocks
            .graph
            .mmul(parts[0], parts[1], false, true, false)
            .mul(1 / Math.sqrt(width)); // [B, A, S, S]
    SDVariable weights =
        blocks
            .graph
            .nn
            .softmax(scores.add(blocks.graph.getVariable(GraphBuilder.MASK)), 3)
            .rename(GraphBuilder.attention(layer));
    blocks.attention(layer, firstOnly(layer));
    SDVariable context =
        blocks
            .drop(weights, Attention.mask(layer), 4)
            .mmul(parts[2])
            .permute(0, 2, 1, 3)
            .reshape(-1, config.hidden());
    return (firstOnly(layer) ? blocks.firstRows(context) : context)
        .rename(Attention.context(layer));
  }
}
