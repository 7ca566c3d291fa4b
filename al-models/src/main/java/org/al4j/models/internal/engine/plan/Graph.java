package org.al4j.models.internal.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.plan.Fusible.Fusion;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A built graph without state.
 *
 * @param forward from embeddings to logits, and to the loss in training graphs; its inputs and
 *     outputs go by the names in {@link Ports}
 * @param sites where dropout is, from the input up
 * @param fusibles the parts that kernels can replace
 */
public record Graph(SameDiff forward, List<DropoutSite> sites, List<Fusible> fusibles) {
  private static final String BACKWARD = "grad";

  public Graph {
    sites = List.copyOf(sites);
    fusibles = List.copyOf(fusibles);
  }

  /** The graph with all gradients; made at the first call. */
  public SameDiff backward(List<String> wanted) {
    if (forward.getFunction(BACKWARD) == null) {
      Quietly.run(() -> forward.createGradFunction(wanted.toArray(String[]::new)));
    }
    return forward.getFunction(BACKWARD);
  }

  /** Name of the gradient of a variable in the backward graph. */
  public static String gradient(SameDiff backward, String name) {
    return backward.getGradForVariable(name).name();
  }

  public List<Fusion> forwardFusions() {
    return fusibles.stream().map(part -> part.forward(false)).toList();
  }

  public List<Fusion> backwardFusions(SameDiff backward) {
    List<Fusion> fusions = new ArrayList<>();
    for (Fusible part : fusibles) {
      fusions.add(part.forward(true));
      fusions.add(part.backward(backward));
    }
    return fusions;
  }
}
