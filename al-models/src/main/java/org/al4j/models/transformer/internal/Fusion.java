package org.al4j.models.transformer.internal;

import java.util.List;

/**
 * A chain of graph operations that a kernel replaces as a whole: the variables it reads, those it
 * gives, all by name. The graph keeps the chain, so that it runs without the kernel as well.
 */
record Fusion(List<String> inputs, List<String> outputs, Kernel kernel) {
  Fusion {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
