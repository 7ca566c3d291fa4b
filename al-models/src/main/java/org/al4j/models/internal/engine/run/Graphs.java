package org.al4j.models.internal.engine.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.al4j.models.internal.engine.plan.Graph;

/**
 * The graphs of one architecture with one head by sequence length, built when first needed. They
 * hold no weights and depend on no number of classes, so all models of a learner share them.
 */
public final class Graphs {
  private final IntFunction<Network> networks;
  private final Network any;
  private final Map<Integer, Graph> inference = new HashMap<>();
  private final Map<Integer, Graph> training = new HashMap<>();
  private final Map<Open, Graph> open = new HashMap<>();

  private record Open(int length, Ends ends) {}

  /**
   * No graph is built yet.
   *
   * @param networks the network with a number of classes
   */
  public Graphs(IntFunction<Network> networks) {
    this.networks = networks;
    this.any = networks.apply(1);
  }

  /** What they compute, with so many classes. */
  public Network network(int classes) {
    return networks.apply(classes);
  }

  /** Without dropout and loss. */
  synchronized Graph inference(int length) {
    return inference.computeIfAbsent(length, key -> any.graph(key, false));
  }

  /** With ends in place of the loss. */
  synchronized Graph open(int length, Ends ends) {
    return open.computeIfAbsent(new Open(length, ends), key -> any.graph(length, ends));
  }

  /** With dropout masks and loss. */
  synchronized Graph training(int length) {
    return training.computeIfAbsent(length, key -> any.graph(key, true));
  }
}
