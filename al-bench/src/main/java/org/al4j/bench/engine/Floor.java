package org.al4j.bench.engine;

import org.al4j.models.internal.engine.run.Workers;

/** The speed of ND4J's matrix products alone. */
final class Floor {
  private static final int RUNS = 5;

  private Floor() {}

  /**
   * Operations a second over the dense products of a layer, on all lanes together; the best of a
   * few runs.
   *
   * @param tokens of a lane
   */
  static double flopsPerSecond(int tokens, int hidden, int intermediate, boolean gradients) {
    try (Products products =
        new Products(Workers.count(), tokens, hidden, intermediate, gradients)) {
      products.run();
      double best = Double.MAX_VALUE;
      for (int run = 0; run < RUNS; run++) {
        long start = System.nanoTime();
        products.run();
        best = Math.min(best, (System.nanoTime() - start) * 1e-9);
      }
      return products.flops() / best;
    }
  }
}
