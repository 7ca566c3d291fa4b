package org.al4j.models.internal.engine.train;

import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.training.Layers;

/**
 * The share of the learning rate that each parameter trains at in an epoch, by {@link
 * Parameter#depth}.
 */
record LayerRates(Layers settings, int layers, int epoch) {
  /** The share of what has this depth; 0 if it does not train. */
  double share(int depth) {
    return settings.share(depth, layers + 1, epoch);
  }

  /** The smallest depth that trains: there is no gradient below. */
  int lowest() {
    int depth = 0;
    while (share(depth) == 0) { // the head always trains
      depth++;
    }
    return depth;
  }
}
