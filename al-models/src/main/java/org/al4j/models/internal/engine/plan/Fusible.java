package org.al4j.models.internal.engine.plan;

import java.util.List;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A part of a graph that kernels can replace, forwards and backwards. The graph keeps the part, so
 * that it runs without kernels as well.
 */
public interface Fusible {
  /**
   * A chain of operations that a kernel replaces as a whole: the variables it reads, those it
   * gives, all by name.
   */
  record Fusion(List<String> inputs, List<String> outputs, Kernel kernel) {
    public Fusion {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * In place of the part itself.
   *
   * @param training whether what the gradient needs must be kept
   */
  Fusion forward(boolean training);

  /** In place of the part's gradient. */
  Fusion backward(SameDiff backward);
}
