package org.al4j.models.internal.engine.plan;

import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.jspecify.annotations.Nullable;

/**
 * A place of a graph where dropout multiplies by a mask.
 *
 * @param mask name of the mask's placeholder
 * @param probability of dropping an element
 * @param perSequence whether what is multiplied has a row for each sequence, not for each token
 * @param width its columns; of attention weights the heads
 * @param attention how the weights lie, where attention weights are dropped
 */
public record DropoutSite(
    String mask,
    double probability,
    boolean perSequence,
    int width,
    @Nullable AttentionHeads attention) {

  /** Of rows of a width, each of a token or of a sequence. */
  public static DropoutSite ofRows(
      String mask, double probability, boolean perSequence, int width) {
    return new DropoutSite(mask, probability, perSequence, width, null);
  }

  /** Of attention weights. */
  public static DropoutSite ofAttention(String mask, double probability, AttentionHeads heads) {
    return new DropoutSite(mask, probability, heads.queries().one(), heads.heads(), heads);
  }

  /** Axes of the mask with padding. */
  public int rank() {
    return attention == null ? 2 : 4;
  }
}
