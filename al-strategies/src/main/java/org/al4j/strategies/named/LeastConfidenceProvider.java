package org.al4j.strategies.named;

import org.al4j.strategies.Strategies;

/** Provides the strategy {@code least-confidence}; it has no parameters. */
public final class LeastConfidenceProvider extends PlainProvider {
  /** For the service loader. */
  public LeastConfidenceProvider() {
    super(
        "least-confidence",
        "where the most probable class is least probable",
        "Lewis and Gale 1994",
        "O(C) a candidate",
        Strategies::leastConfidence);
  }
}
