package org.al4j.models.setfit;

/** Which pairs of labelled texts are learnt from. No text is paired with itself. */
public enum PairSampling {
  /**
   * As many pairs of one class as of two: each kind is gone through in a drawn order, and again in
   * another where there are fewer than wanted. At most twice as many as there are of the more
   * frequent kind.
   */
  OVERSAMPLING,
  /** Each pair at most once, those of one class and of two as often as they are among all. */
  UNIQUE
}
