package org.al4j.strategies.multilabel;

/** The entropy of one class of a label set. */
final class LabelEntropy {
  private LabelEntropy() {}

  /**
   * {@code -p log p - (1 - p) log(1 - p)} in nats, with {@code 0 log 0 = 0}; 0 from 1 on, since a
   * float may exceed it by rounding.
   */
  static double of(double p) {
    return p < 1 ? term(p) + term(1 - p) : 0;
  }

  private static double term(double p) {
    return p > 0 ? -p * Math.log(p) : 0;
  }
}
