package org.al4j.examples.claim;

import java.util.Locale;
import org.al4j.metrics.curve.Estimate;

/**
 * By what a claim is judged, fixed before the run: the 95 % interval of a quantity over seeds
 * against a threshold.
 *
 * @param quantity what is measured on each seed, in words: "accuracy of A less that of B"
 * @param threshold where the line is
 * @param above whether the claim is that the quantity is above it; else below
 * @param seeds the fewest that can decide, at least 3
 */
public record Rule(String quantity, double threshold, boolean above, int seeds) {
  /** Seeds that a claim about quality takes. */
  public static final int SEEDS = 5;

  /** Refuses a threshold that is no number, and fewer seeds than have an interval. */
  public Rule {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("threshold must be finite, found " + threshold);
    }
    if (seeds < Estimate.SHOWN_FROM) {
      throw new IllegalArgumentException(
          "seeds must be at least " + Estimate.SHOWN_FROM + ", found " + seeds);
    }
  }

  /** The claim is that the quantity, a difference, is above 0. */
  public static Rule positive(String quantity) {
    return new Rule(quantity, 0, true, SEEDS);
  }

  /** The claim is that the quantity, a difference, is below 0. */
  public static Rule negative(String quantity) {
    return new Rule(quantity, 0, false, SEEDS);
  }

  /** The claim is that the quantity is above a threshold. */
  public static Rule above(String quantity, double threshold) {
    return new Rule(quantity, threshold, true, SEEDS);
  }

  /**
   * The claim is that nothing is lost: the quantity, a difference, is above {@code -margin}. Not
   * being able to tell a difference from 0 would prove nothing.
   *
   * @param margin the largest loss that counts as none, above 0
   */
  public static Rule noLoss(String quantity, double margin) {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin must be above 0, found " + margin);
    }
    return new Rule(quantity, -margin, true, SEEDS);
  }

  /** The verdict on what was measured. */
  public ClaimVerdict verdict(Estimate measured) {
    if (measured.n() < seeds || measured.halfWidth().isEmpty()) {
      return ClaimVerdict.UNDECIDED;
    }
    boolean isAbove = measured.lower().getAsDouble() > threshold;
    boolean isBelow = measured.upper().getAsDouble() < threshold;
    if (!isAbove && !isBelow) {
      return ClaimVerdict.UNDECIDED;
    }
    return isAbove == above ? ClaimVerdict.CONFIRMED : ClaimVerdict.REFUTED;
  }

  /** The rule in a sentence. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s: confirmed if its 95 %% interval over at least %d seeds lies %s %s, refuted if %s, else"
            + " it cannot be told",
        quantity,
        seeds,
        above ? "above" : "below",
        threshold == 0 ? "0" : Double.toString(threshold),
        above ? "below" : "above");
  }
}
