package org.al4j.strategies.named;

import org.al4j.strategies.Strategies;

/** Provides the strategy {@code ratio}; it has no parameters. */
public final class RatioProvider extends PlainProvider {
  /** For the service loader. */
  public RatioProvider() {
    super(
        "ratio",
        "where the second class is nearly as probable as the first",
        "Monarch 2021",
        "O(C) a candidate",
        Strategies::ratio);
  }
}
