package org.al4j.strategies.plasm;

import java.util.OptionalDouble;
import java.util.Set;
import org.al4j.core.model.Output;

/**
 * Which pseudo-labels are dropped: a share, the least reliable ones. Where no share is given it is
 * one minus the teacher's accuracy on a tenth of the gold labels (of tag sequences its strict F1 of
 * spans), trained on the others for that purpose: as many as are expected to be wrong. Gold labels
 * that were chosen because a model was unsure of them are harder than the rest, so this share is on
 * the large side.
 */
public sealed interface PseudoLabelFilter {
  /** The share to drop, in [0, 1]; empty for the teacher's error. */
  OptionalDouble dropShare();

  /** What the teacher must offer besides its predictions; empty if those suffice. */
  Set<Output> needs();

  /** Keeps all. */
  static PseudoLabelFilter none() {
    return new None();
  }

  /**
   * Drops the labels of smallest probability, as many as the teacher's error says. Of tag sequences
   * it is that of a word, on the average of the logarithms: those of largest MNLP go.
   */
  static PseudoLabelFilter confidence() {
    return new Confidence(OptionalDouble.empty());
  }

  /** Drops a share of the labels, those of smallest probability. */
  static PseudoLabelFilter confidence(double dropShare) {
    return new Confidence(OptionalDouble.of(dropShare));
  }

  /**
   * Drops the labels of largest self-influence under TracIn, as many as the teacher's error says:
   * the squared norm of the gradient of the loss at the pseudo-label (Pruthi et al. 2020), averaged
   * over the ends of the last three epochs where the teacher is an {@link
   * org.al4j.core.model.fit.EpochLearner}, else at its final weights. That of a tag sequence is
   * divided by its number of words.
   *
   * @param lastLayer whether only the classification layer's gradient counts, which is {@code |p -
   *     onehot|^2 (|h|^2 + 1)} and needs PROBABILITIES and EMBEDDING, of class labels only; else
   *     the teacher must offer GRADIENT_NORM, the norm over all weights
   */
  static PseudoLabelFilter selfInfluence(boolean lastLayer) {
    return new SelfInfluence(OptionalDouble.empty(), lastLayer);
  }

  /** As {@link #selfInfluence(boolean)} with a share of its own. */
  static PseudoLabelFilter selfInfluence(boolean lastLayer, double dropShare) {
    return new SelfInfluence(OptionalDouble.of(dropShare), lastLayer);
  }

  /** Keeps all. */
  record None() implements PseudoLabelFilter {
    @Override
    public OptionalDouble dropShare() {
      return OptionalDouble.of(0);
    }

    @Override
    public Set<Output> needs() {
      return Set.of();
    }
  }

  /** By the label's probability, of tags by minus MNLP. */
  record Confidence(OptionalDouble dropShare) implements PseudoLabelFilter {
    /** Refuses a share out of range. */
    public Confidence {
      requireShare(dropShare);
    }

    @Override
    public Set<Output> needs() {
      return Set.of();
    }
  }

  /** By TracIn's self-influence. */
  record SelfInfluence(OptionalDouble dropShare, boolean lastLayer) implements PseudoLabelFilter {
    /** Refuses a share out of range. */
    public SelfInfluence {
      requireShare(dropShare);
    }

    @Override
    public Set<Output> needs() {
      return lastLayer
          ? Set.of(Output.PROBABILITIES, Output.EMBEDDING)
          : Set.of(Output.GRADIENT_NORM);
    }
  }

  private static void requireShare(OptionalDouble share) {
    if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "a share to drop must lie in [0, 1], found " + share.getAsDouble());
    }
  }
}
