package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.kernel.AttentionBackward;
import org.al4j.models.internal.engine.kernel.AttentionForward;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Fusible;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.plan.Ports;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The attention of one layer as it stands in the graph: which variables the kernels read and give.
 *
 * @param layer the layer's number, part of the variables' names
 * @param dropout whether the weights are multiplied by a mask
 */
record Attention(int layer, AttentionHeads heads, boolean dropout) implements Fusible {
  /** Query, key and value of all heads behind each other, {@code [T, 3H]}. */
  static String joined(int layer) {
    return "attention." + layer + ".joined";
  }

  /** What the heads have gathered, {@code [T, H]}; of one token a sequence, {@code [B, H]}. */
  static String context(int layer) {
    return "attention." + layer + ".context";
  }

  /** The mask that drops weights, see {@link DropoutSite#ofAttention}. */
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
    List<String> gives = new ArrayList<>(List.of(context(layer)));
    if (keep) {
      gives.add(0, Ports.attention(layer));
    }
    return new Fusion(reads(List.of()), gives, new AttentionForward(heads, keep));
  }

  /** In place of the operations from the context's gradient to the projections'. */
  @Override
  public Fusion backward(SameDiff backward) {
    String outer = Graph.gradient(backward, context(layer));
    String inner = Graph.gradient(backward, joined(layer));
    return new Fusion(
        reads(List.of(Ports.attention(layer), outer)),
        List.of(inner),
        new AttentionBackward(heads));
  }

  private List<String> reads(List<String> more) {
    List<String> reads = new ArrayList<>(List.of(joined(layer), Ports.SEGMENTS, Ports.ROOM));
    reads.addAll(more);
    if (dropout) {
      reads.add(mask(layer));
    }
    return reads;
  }
}
