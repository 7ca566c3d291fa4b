package org.al4j.strategies.named;

import org.al4j.strategies.Strategies;

/** Provides the strategy {@code random}; it has no parameters. */
public final class RandomProvider extends PlainProvider {
  /** For the service loader. */
  public RandomProvider() {
    super(
        "random",
        "any candidate, with equal chances",
        "the baseline of all papers",
        "four bytes a candidate, no forward pass",
        Strategies::random);
  }
}
