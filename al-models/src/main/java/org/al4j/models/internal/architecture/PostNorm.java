package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings and layers that normalise after each residual sum, as the Transformer of 2017 and
 * BERT. Where a head reads only first tokens, the last layer's queries, and all that follows, are
 * those of the first tokens: the results are the same, and so are the gradients, as those of the
 * others are zero.
 *
 * @param embeddings normalises the sum of the embeddings
 * @param projection from the width of the embeddings to that of the layers, where they differ
 * @param dropsAttention whether there is dropout between attention and residual sum
 */
record PostNorm(
    EncoderConfig config,
    Norm embeddings,
    @Nullable Linear projection,
    List<Layer> layers,
    boolean dropsAttention) {
  /** A layer: attention, then feed-forward. */
  record Layer(Half attention, Half feedForward) {}

  /**
   * A half of a layer: {@code norm(x + outer(f(inner(x))))}.
   *
   * @param inner queries, keys and values joined, or the widening layer
   */
  record Half(Linear inner, Linear outer, Norm norm) {
    private List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(inner.parameters());
      all.addAll(outer.parameters());
      all.addAll(norm.parameters());
      return all;
    }
  }

  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(embeddings.parameters());
    if (projection != null) {
      all.addAll(projection.parameters());
    }
    for (Layer layer : layers) {
      all.addAll(layer.attention.parameters());
      all.addAll(layer.feedForward.parameters());
    }
    return all;
  }

  /** The last hidden states; see {@link Architecture#body(Blocks, boolean)}. */
  <V> V build(Blocks<V> blocks, boolean one) {
    V x = blocks.norm(blocks.embedded(), embeddings);
    x =
        blocks.drop(
            x,
            DropoutSite.ofRows(
                "dropout.embeddings", config.dropout().hidden(), false, embeddings.width()));
    x = blocks.named(projection == null ? x : blocks.linear(x, projection), Ports.hidden(0));
    for (int i = 0; i < layers.size(); i++) {
      boolean last = one && i == layers.size() - 1;
      x = layer(blocks, x, i, last ? Tokens.FIRST : Tokens.ALL);
      x = blocks.named(x, Ports.hidden(i + 1));
    }
    return x;
  }

  private <V> V layer(Blocks<V> blocks, V x, int i, Tokens queries) {
    Half attention = layers.get(i).attention;
    Half feedForward = layers.get(i).feedForward;
    AttentionHeads heads = config.heads(queries);
    V context =
        blocks.attention(i, blocks.linear(x, attention.inner), heads, config.dropout().attention());
    V attended = blocks.linear(context, attention.outer);
    if (dropsAttention) {
      attended = drop(blocks, attended, "dropout.attention." + i, queries);
    }
    V residual = queries.one() ? blocks.pick(queries, x, config.hidden()) : x;
    V middle = blocks.norm(blocks.add(attended, residual), attention.norm);
    V inner =
        blocks.activate(
            config.activation(), blocks.linear(middle, feedForward.inner), Integer.toString(i));
    V outer = blocks.linear(inner, feedForward.outer);
    outer = drop(blocks, outer, "dropout.output." + i, queries);
    return blocks.norm(blocks.add(outer, middle), feedForward.norm);
  }

  private <V> V drop(Blocks<V> blocks, V x, String mask, Tokens queries) {
    return blocks.drop(
        x, DropoutSite.ofRows(mask, config.dropout().hidden(), queries.one(), config.hidden()));
  }
}
