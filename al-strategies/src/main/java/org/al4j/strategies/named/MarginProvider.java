package org.al4j.strategies.named;

import org.al4j.strategies.Strategies;

/** Provides the strategy {@code margin}; it has no parameters. */
public final class MarginProvider extends PlainProvider {
  /** For the service loader. */
  public MarginProvider() {
    super(
        "margin",
        "where the two most probable classes are nearest",
        "Scheffer et al. 2001",
        "O(C) a candidate",
        Strategies::margin);
  }
}
