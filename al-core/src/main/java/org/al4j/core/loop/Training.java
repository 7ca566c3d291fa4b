package org.al4j.core.loop;

import java.util.Objects;
import org.al4j.core.settings.Configured;

/**
 * How each round's models are trained, the acquisition model and the successor alike, each from the
 * one of its kind before it.
 *
 * @param start from what, and on what
 * @param rateDecay what the learning rate is multiplied with from round to round, in (0, 1]: the
 *     model of round {@code r} is trained at {@code rateDecay^r} times the learner's rate. 1 for
 *     training from scratch, which has no reason to slow down
 */
public record Training(Start start, double rateDecay) implements Configured {
  /** From what a round's model starts, and what it learns from. */
  public enum Start {
    /** From nothing, on all labels. */
    SCRATCH("from scratch"),
    /**
     * From the model before, on what was labelled since; on nothing new it stays as it is. The
     * fastest, and the one that forgets.
     */
    WARM_ON_NEW("warm on new labels"),
    /** From the model before, on all labels. */
    WARM_ON_ALL("warm on all labels");

    private final String text;

    Start(String text) {
      this.text = text;
    }
  }

  /** Refuses a decay outside (0, 1], and any but 1 from scratch. */
  public Training {
    Objects.requireNonNull(start, "start");
    if (!(rateDecay > 0 && rateDecay <= 1)) {
      throw new IllegalArgumentException("a rate decay must lie in (0, 1], found " + rateDecay);
    }
    if (start == Start.SCRATCH && rateDecay != 1) {
      throw new IllegalArgumentException(
          "the rate falls over the rounds of a warm training only, found a decay of "
              + rateDecay
              + " from scratch");
    }
  }

  /** On all labels from nothing in each round, as the papers do. */
  public static Training fromScratch() {
    return new Training(Start.SCRATCH, 1);
  }

  /** On what was labelled since, from the model before. */
  public static Training warmOnNew() {
    return new Training(Start.WARM_ON_NEW, 1);
  }

  /** On all labels, from the model before. */
  public static Training warmOnAll() {
    return new Training(Start.WARM_ON_ALL, 1);
  }

  /** The same with a rate that falls. */
  public Training withRateDecay(double decay) {
    return new Training(start, decay);
  }

  boolean warm() {
    return start != Start.SCRATCH;
  }

  /** Of a round's rate; the same on every machine, and never 0. */
  double rateFactor(int round) {
    return Math.max(Double.MIN_NORMAL, StrictMath.pow(rateDecay, round));
  }

  /** One line for logs. */
  @Override
  public String describe() {
    return start.text + (rateDecay == 1 ? "" : ", rate x " + rateDecay + " a round");
  }
}
