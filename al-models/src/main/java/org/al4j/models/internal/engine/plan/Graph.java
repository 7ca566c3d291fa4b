package org.al4j.models.internal.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

  /**
   * Name of the gradient of an outside loss with respect to a variable that the graph ends in: an
   * input of the backward graph, in place of what the graph would compute there.
   */
  public static String injected(SameDiff backward, String port) {
    return gradient(backward, end(port));
  }

  /** What stands for a variable where a graph ends: read by the loss and nothing else. */
  public static String end(String port) {
    return port + ".end";
  }

  /** Everything that variables depend on, by name, they themselves too. */
  public Set<String> behind(List<String> variables) {
    Set<String> behind = new HashSet<>();
    List<String> open = new ArrayList<>(variables);
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      String producer = Objects.requireNonNull(forward.getVariables().get(name)).getOutputOfOp();
      if (behind.add(name) && producer != null) {
        open.addAll(
            List.of(Objects.requireNonNull(forward.getOps().get(producer)).getOp().argNames()));
      }
    }
    return behind;
  }

  public List<Fusion> forwardFusions() {
    return fusibles.stream().map(part -> part.forward(false)).toList();
  }

  public List<Fusion> backwardFusions(SameDiff backward) {
    List<Fusion> fusions = new ArrayList<>();
    for (Fusible part : fusibles) {
      Fusion forward = part.forward(true);
      fusions.add(forward);
      String last = forward.outputs().get(forward.outputs().size() - 1);
      if (backward.getGradForVariable(last) != null) { // else no loss depends on it
        fusions.add(part.backward(backward));
      }
    }
    return fusions;
  }
}
