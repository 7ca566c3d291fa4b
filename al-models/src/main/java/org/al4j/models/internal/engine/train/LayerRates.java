package org.al4j.models.internal.engine.train;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.models.training.Layers;

/**
 * The share of the learning rate that each parameter trains at in an epoch, by the depth of its
 * layer: 0 for what belongs to the embeddings, {@code l} for the encoder's layer {@code l} from 1,
 * and one more than the layers for the head.
 */
public record LayerRates(Layers settings, int layers, int epoch) {
  private static final Pattern LAYER = Pattern.compile("(?:^|\\.)layer\\.(\\d+)\\.");

  /** The share of a parameter or tensor of this name; 0 if it does not train. */
  double share(String name) {
    return settings.share(depth(name), layers + 1, epoch);
  }

  /** The smallest depth that trains: there is no gradient below. */
  int lowest() {
    int depth = 0;
    while (settings.share(depth, layers + 1, epoch) == 0) { // the head always trains
      depth++;
    }
    return depth;
  }

  private int depth(String name) {
    return depth(name, layers);
  }

  /** The depth of a parameter or tensor of this name. */
  public static int depth(String name, int layers) {
    Matcher layer = LAYER.matcher(name);
    if (layer.find()) {
      return Integer.parseInt(layer.group(1)) + 1;
    }
    return name.startsWith("embeddings") ? 0 : layers + 1;
  }
}
