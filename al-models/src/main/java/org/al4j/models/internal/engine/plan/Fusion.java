package org.al4j.models.internal.engine.plan;

import java.util.List;
import org.al4j.models.internal.engine.kernel.Kernel;

/**
 * A chain of graph operations that a kernel replaces as a whole: the variables it reads, those it
 * gives, all by name. The graph keeps the chain, so that it runs without the kernel as well.
 */
public record Fusion(List<String> inputs, List<String> outputs, Kernel kernel) {
  public Fusion {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
