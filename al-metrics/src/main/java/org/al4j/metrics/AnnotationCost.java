package org.al4j.metrics;

import java.util.List;
import java.util.Locale;

/**
 * What judgements cost.
 *
 * <p><b>Formula.</b> {@code instances x (sum of prices) x judgements x fee}. Smaller is better.
 *
 * @param prices of the questions that an annotator answers of one instance, each at least 0, in any
 *     currency
 * @param judgements how many people judge an instance, at least 1
 * @param fee what a platform takes on top, as a factor of at least 1: 1.2 for 20 percent
 */
public record AnnotationCost(List<Double> prices, int judgements, double fee) {
  /** Copies the prices; refuses what is no price. */
  public AnnotationCost {
    prices = List.copyOf(prices);
    if (prices.stream().anyMatch(price -> !(price >= 0 && price < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException("prices must be finite and at least 0, found " + prices);
    }
    if (judgements < 1 || !(fee >= 1 && fee < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "at least 1 judgement and a fee of at least 1 are needed, found %d and %s",
              judgements,
              fee));
    }
  }

  /** What {@code instances} cost if each gets the wanted number of judgements. */
  public double of(long instances) {
    return ofJudgements(Math.multiplyExact(instances, judgements));
  }

  /** What so many judgements cost, however they are spread: what a run has cost so far. */
  public double ofJudgements(long given) {
    if (given < 0) {
      throw new IllegalArgumentException("a number of judgements is at least 0, found " + given);
    }
    return given * prices.stream().mapToDouble(price -> price).sum() * fee;
  }
}
