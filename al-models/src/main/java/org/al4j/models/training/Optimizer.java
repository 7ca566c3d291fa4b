package org.al4j.models.training;

/** How gradients become updates. Weight decay leaves out biases and layer-norm weights. */
public sealed interface Optimizer {
  /** Decoupled weight decay: what a weight loses an update, as a share of rate times itself. */
  double weightDecay();

  /** AdamW with a weight decay of 0.01. */
  static Optimizer adamW() {
    return new AdamW(0.01);
  }

  /**
   * Adafactor at the recipe's rate, as Hugging Face's Trainer runs it: no parameter scale, no
   * weight decay.
   */
  static Optimizer adafactor() {
    return new Adafactor(0, false, false);
  }

  /**
   * Adam with decoupled weight decay, betas 0.9 and 0.999, epsilon 1e-8. Source: Loshchilov and
   * Hutter 2019.
   *
   * @param weightDecay in [0, 1)
   */
  record AdamW(double weightDecay) implements Optimizer {
    /** Checks the range. */
    public AdamW {
      Ranges.requireDecay(weightDecay);
    }
  }

  /**
   * Adafactor: for a matrix only the means of the squared gradient over rows and columns are kept;
   * updates are clipped to a root mean square of 1. No first moment. Source: Shazeer and Stern
   * 2018, algorithms 4 to 6, with the constants of Hugging Face's implementation.
   *
   * @param weightDecay in [0, 1)
   * @param scaleParameter whether a tensor's rate is multiplied by its root mean square, at least
   *     1e-3
   * @param relativeStep whether the rate of update t is {@code min(1e-2, 1 / sqrt(t))}, whatever
   *     the recipe's rate and schedule
   */
  record Adafactor(double weightDecay, boolean scaleParameter, boolean relativeStep)
      implements Optimizer {
    /** Checks the range. */
    public Adafactor {
      Ranges.requireDecay(weightDecay);
    }
  }
}
