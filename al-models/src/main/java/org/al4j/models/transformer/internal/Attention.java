package org.al4j.models.transformer.internal;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The attention of one layer as it stands in the graph: which variables the kernels read and give.
 *
 * @param layer the layer's number, part of the variables' names
 * @param heads how many
 * @param dropout whether the weights are multiplied by a mask
 */
record Attention(int layer, int heads, boolean dropout) implements Fusible {
  /** Query, key and value of all heads behind each other, {@code [T, 3H]}. */
  static String joined(int layer) {
    return "attention." + layer + ".joined";
  }

  /** What the heads have gathered, {@code [T, H]}. */
  static String context(int layer) {
    return "attention." + layer + ".context";
  }

  /** The mask that drops weights, {@code [B, A, S, S]}. */
  static String mask(int layer) {
    return "dropout.weights." + layer;
  }

  /**
   * In place of the operations from the projections to the context.
   *
   * @param keep whether the weights are kept, for the gradient
   */
  @Override
  public Fusion forward(boolean keep) {
    List<String> gives = new ArrayList<>(List.of(context(layer), scratch("forward")));
    if (keep) {
      gives.add(0, GraphBuilder.attention(layer));
    }
    return new Fusion(
        reads(List.of(joined(layer), GraphBuilder.MASK)), gives, new AttentionForward(heads, keep));
  }

  /** In place of the operations from the context's gradient to the projections'. */
  @Override
  public Fusion backward(SameDiff backward) {
    String outer = Graph.gradient(backward, context(layer));
    String inner = Graph.gradient(backward, joined(layer));
    return new Fusion(
        reads(List.of(joined(layer), GraphBuilder.attention(layer), outer)),
        List.of(inner, scratch("backward")),
        new AttentionBackward(heads));
  }

  private List<String> reads(List<String> always) {
    List<String> reads = new ArrayList<>(always);
    if (dropout) {
      reads.add(mask(layer));
    }
    return reads;
  }

  private String scratch(String direction) {
    return "attention." + layer + "." + direction + ".scratch";
  }
}
