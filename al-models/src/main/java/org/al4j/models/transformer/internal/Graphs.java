package org.al4j.models.transformer.internal;

import java.util.HashMap;
import java.util.Map;
import org.al4j.models.checkpoint.ModelConfig;

/**
 * The graphs of one architecture by sequence length, built when first needed. They hold no weights,
 * so all models of a learner share them.
 */
public final class Graphs {
  private final ModelConfig config;
  private final Map<Integer, Graph> inference = new HashMap<>();
  private final Map<Integer, Graph> training = new HashMap<>();

  /** No graph is built yet. */
  public Graphs(ModelConfig config) {
    this.config = config;
  }

  /** The architecture. */
  public ModelConfig config() {
    return config;
  }

  /** Without dropout and loss. */
  synchronized Graph inference(int length) {
    return inference.computeIfAbsent(length, key -> GraphBuilder.build(config, key, false));
  }

  /** With dropout masks and loss. */
  synchronized Graph training(int length) {
    return training.computeIfAbsent(length, key -> GraphBuilder.build(config, key, true));
  }
}
