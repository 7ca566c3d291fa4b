package org.al4j.models.transformer.internal;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A built graph without state.
 *
 * @param forward from embeddings to logits, and to the loss in training graphs
 * @param dropoutMasks placeholders that multiply activations, in the order of the layers
 * @param geluInputs names of what the exact GELUs read; {@link #geluOutput} names what they give
 * @param attentions the layers' attention
 */
record Graph(
    SameDiff forward,
    List<String> dropoutMasks,
    List<String> geluInputs,
    List<Attention> attentions) {
  private static final String BACKWARD = "grad";

  Graph {
    dropoutMasks = List.copyOf(dropoutMasks);
    geluInputs = List.copyOf(geluInputs);
    attentions = List.copyOf(attentions);
  }

  /** The graph with all gradients; made at the first call. */
  SameDiff backward(List<String> wanted) {
    if (forward.getFunction(BACKWARD) == null) {
      Quietly.run(() -> forward.createGradFunction(wanted.toArray(String[]::new)));
    }
    return forward.getFunction(BACKWARD);
  }

  /** Name of the gradient of a variable in the backward graph. */
  static String gradient(SameDiff backward, String name) {
    return backward.getGradForVariable(name).name();
  }

  List<Fusion> forwardFusions() {
    return forwardFusions(false);
  }

  List<Fusion> backwardFusions(SameDiff backward) {
    List<Fusion> fusions = forwardFusions(true);
    for (String in : geluInputs) {
      List<String> reads = List.of(in, gradient(backward, geluOutput(in)));
      fusions.add(new Fusion(reads, List.of(gradient(backward, in)), Gelu.BACKWARD));
    }
    attentions.forEach(attention -> fusions.add(attention.backward(backward)));
    return fusions;
  }

  private List<Fusion> forwardFusions(boolean training) {
    List<Fusion> fusions = new ArrayList<>();
    for (String in : geluInputs) {
      fusions.add(new Fusion(List.of(in), List.of(geluOutput(in)), Gelu.FORWARD));
    }
    attentions.forEach(attention -> fusions.add(attention.forward(training)));
    return fusions;
  }

  private static String geluOutput(String in) {
    return in.replace(".in", ".out");
  }
}
