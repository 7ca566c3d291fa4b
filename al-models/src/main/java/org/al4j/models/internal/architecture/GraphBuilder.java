package org.al4j.models.internal.architecture;

import org.al4j.models.internal.engine.kernel.Segments;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.run.Layout;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * Builds a model as a SameDiff graph for one padded sequence length {@code S} and any batch {@code
 * B}; {@code T = B S}. Weights are placeholders, so that one graph serves every model of the shape.
 * Kernels replace all that depends on {@code S}: with them {@code T} is any number of rows, and the
 * sequences lie in them as a {@link Layout} says.
 *
 * <p>The graph begins after the embedding lookup: the gradient of SameDiff's gather is wrong.
 */
public final class GraphBuilder {
  /** Sum of word, position and segment embeddings, {@code [T, E]}. */
  public static final String EMBEDDED = "embedded";

  /** Without padding: where the sequences lie; see {@link Segments}, {@code [B, 2]}. */
  public static final String SEGMENTS = "segments";

  /** Without padding: room for the weights of two heads, {@code [2, S, S]}; not to be filled. */
  public static final String ROOM = "room";

  /**
   * With padding: 0 where a key may be attended to, a large negative number where not, {@code [B,
   * 1, 1, S]}.
   */
  public static final String MASK = "mask";

  /**
   * What the softmax should give, one-hot or soft: {@code [B, C]}, of token heads {@code [T, C]},
   * of classes that do not exclude each other {@code [B C, 2]}; of numbers themselves, {@code [B,
   * 1]}.
   */
  public static final String LABELS = "labels";

  /** What each loss is multiplied by before the sum: a number for each row of the labels. */
  public static final String LOSS_WEIGHTS = "loss weights";

  /** {@code [B, C]}, of token heads {@code [T, C]}. */
  public static final String LOGITS = "logits";

  /** Of poolers and sequence classifiers: what the last layer multiplies, {@code [B, H]}. */
  public static final String FEATURES = "features";

  public static final String LOSS = "loss";

  private GraphBuilder() {}

  /**
   * The graph from embeddings to features or logits.
   *
   * @param training whether dropout and loss are in it
   */
  public static Graph build(Design design, int length, boolean training) {
    Blocks blocks = new Blocks(design.config(), length, training);
    for (Parameter parameter : Parameter.of(design)) {
      blocks.input(parameter.name(), parameter.shape().size());
    }
    if (design.tied()) {
      blocks.input(Parameter.TIED, 2);
    }
    HeadGraph head = new HeadGraph(blocks, design);
    head.build(new EncoderGraph(blocks, design.firstOnly()).build());
    if (training && design.head().hasLogits()) {
      head.loss();
    }
    return blocks.done();
  }

  /**
   * Name of the hidden states after layer {@code layer}, 0 for the embeddings, {@code [T, H]};
   * {@code [B, H]} after the last layer of {@link Design#firstOnly}.
   */
  public static String hidden(int layer) {
    return "hidden." + layer;
  }

  /** Name of a layer's attention weights before dropout, {@code [B, A, S, S]} with padding. */
  public static String attention(int layer) {
    return "attention." + layer + ".weights";
  }

  /** Name of the mask that drops the embeddings. */
  public static String embeddingDropout() {
    return "dropout.embeddings";
  }
}
