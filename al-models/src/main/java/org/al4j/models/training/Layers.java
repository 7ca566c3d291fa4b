package org.al4j.models.training;

/**
 * Which layers train, and how fast. Counted from below: embeddings, the encoder's layers, the head.
 *
 * @param rateDecay each layer's rate is that of the layer above times this, in (0, 1]; the head has
 *     the schedule's rate and the embeddings the smallest. Source: Howard and Ruder 2018
 *     (discriminative fine-tuning; its authors use 1 / 2.6)
 * @param frozen so many of the lowest never train: 1 for the embeddings, 2 for the embeddings and
 *     the first layer. The head always trains
 * @param gradualUnfreezing whether the first epoch trains the head alone, and each further epoch
 *     one more layer, from the top. Source: as above. {@link EarlyStopping} counts these epochs
 *     like all others
 */
public record Layers(double rateDecay, int frozen, boolean gradualUnfreezing) {
  /** Checks the ranges. */
  public Layers {
    Ranges.require(rateDecay > 0 && rateDecay <= 1, "layer decay", "in (0, 1]", rateDecay);
    Ranges.require(frozen >= 0, "frozen layers", "0 or more", frozen);
  }

  /** All layers train, at one rate. */
  public static Layers all() {
    return new Layers(1, 0, false);
  }

  /**
   * The share of the schedule's rate that a layer trains at.
   *
   * @param depth of the layer, 0 for the embeddings
   * @param top depth of the head
   * @param epoch from 0
   * @return 0 if it does not train
   */
  public double share(int depth, int top, int epoch) {
    boolean trains = depth >= Math.min(frozen, top) && (!gradualUnfreezing || depth >= top - epoch);
    return trains ? Math.pow(rateDecay, top - depth) : 0;
  }
}
