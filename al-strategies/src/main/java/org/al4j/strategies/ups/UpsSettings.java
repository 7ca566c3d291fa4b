package org.al4j.strategies.ups;

import java.util.Objects;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.Names;
import org.al4j.strategies.uncertainty.LeastConfidence;

/**
 * Settings of {@link Ups}.
 *
 * @param utility the uncertainty that ranks the pool, any strategy may run on top
 * @param gamma share of the pool, most uncertain first, that is always kept; in [0, 1]
 * @param temperature how slowly the chance falls below that share; above 0
 * @param fullRounds which queries score the whole pool
 */
public record UpsSettings(
    Utility utility, double gamma, double temperature, FullRounds fullRounds) {
  /** Refuses values out of range. */
  public UpsSettings {
    Objects.requireNonNull(utility, "utility");
    Objects.requireNonNull(fullRounds, "fullRounds");
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma must lie in [0, 1], found " + gamma);
    }
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the temperature must be positive and finite, found " + temperature);
    }
  }

  /** The paper's: least confidence, gamma 0.1, T 0.01, queries 0, 1, 4 and 8 in full. */
  public static UpsSettings paper() {
    return new UpsSettings(new LeastConfidence(), 0.1, 0.01, FullRounds.paper());
  }

  /**
   * The chance to be kept: {@code exp(-max(0, rank / n - gamma) / T)}.
   *
   * @param rank place among the pool, 0 for the most uncertain
   * @param n size of the pool
   */
  public double chance(int rank, int n) {
    return Math.exp(-Math.max(0, rank / (double) n - gamma) / temperature);
  }

  /** The expected share kept of a large pool: {@code gamma + T (1 - exp(-(1 - gamma) / T))}. */
  public double expectedShare() {
    return gamma + temperature * (1 - Math.exp(-(1 - gamma) / temperature));
  }

  /** The expected share kept of {@code n} instances, above {@link #expectedShare()} a little. */
  public double expectedShare(int n) {
    double sum = 0;
    for (int rank = 0; rank < n; rank++) {
      sum += chance(rank, n);
    }
    return n == 0 ? 0 : sum / n;
  }

  @Override
  public String toString() {
    return Names.of(utility) + ", gamma=" + gamma + ", T=" + temperature + ", full=" + fullRounds;
  }
}
