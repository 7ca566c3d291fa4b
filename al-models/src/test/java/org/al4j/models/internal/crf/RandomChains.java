package org.al4j.models.internal.crf;

import java.util.SplittableRandom;

/** Made-up weights and emissions. */
final class RandomChains {
  private RandomChains() {}

  static float[] random(SplittableRandom random, int count, double scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  static CrfWeights weights(SplittableRandom random, int tags, double scale) {
    return new CrfWeights(
        random(random, tags, scale),
        random(random, tags * tags, scale),
        random(random, tags, scale));
  }

  static Emissions emissions(SplittableRandom random, int tags, double scale, int... lengths) {
    Chains chains = Chains.ofLengths(lengths);
    return new Emissions(random(random, chains.words() * tags, scale), chains);
  }
}
