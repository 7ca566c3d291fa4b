package org.al4j.models.training;

/**
 * Training ends when held-out quality no longer rises, and the weights of the best epoch are put
 * back.
 *
 * @param patience epochs in a row without a better one that end the training, at least 1. Epochs in
 *     which {@link Layers#gradualUnfreezing} keeps layers frozen count too: a patience below the
 *     number of layers may end the training before all have trained
 * @param validationShare share of the labelled instances that are held out, in (0, 1), when the fit
 *     is given no validation data; at least one, drawn by the fit's seed
 * @param metric what "better" means
 */
public record EarlyStopping(int patience, double validationShare, Metric metric) {
  /** What is measured on the held-out instances at the end of each epoch. */
  public enum Metric {
    /** Mean weighted cross-entropy; smaller is better. */
    LOSS,
    /** Share of instances whose most probable class is the label; larger is better. */
    ACCURACY
  }

  /** Checks the ranges. */
  public EarlyStopping {
    Ranges.require(patience >= 1, "patience", "at least 1", patience);
    Ranges.require(
        validationShare > 0 && validationShare < 1,
        "validation share",
        "in (0, 1)",
        validationShare);
  }

  /** By the loss on a tenth. */
  public static EarlyStopping after(int patience) {
    return new EarlyStopping(patience, 0.1, Metric.LOSS);
  }
}
