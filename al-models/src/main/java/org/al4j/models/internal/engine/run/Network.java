package org.al4j.models.internal.engine.run;

import java.util.List;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.plan.Ports;
import org.jspecify.annotations.Nullable;

/**
 * What the engine runs and trains, without its numbers: embedding tables, then a graph of whatever
 * layers. It knows nothing of files.
 */
public interface Network {
  /**
   * The embedding tables, in the order in which a token's rows are summed. The first is that of
   * tokens.
   */
  List<EmbeddingTable> tables();

  /** What the graph multiplies, in a fixed order, from the embeddings up. */
  List<Parameter> parameters();

  /**
   * The table of tokens where the graph multiplies by it too, as a parameter of the graph; the
   * engine keeps the copy equal.
   */
  @Nullable Parameter tied();

  /** What the logits are. */
  Objective objective();

  /**
   * Names of the parameters of the layer that gives the logits: its weight, and its bias if any.
   */
  List<String> outputLayer();

  /**
   * The name of the parameter that is added to what the output layer multiplies, where that layer
   * has no bias of its own.
   */
  @Nullable String outputShift();

  /** How many layers there are between the embeddings and the head. */
  int layers();

  /** Columns of the hidden states and {@link Ports#FEATURES}. */
  int hidden();

  /** The longest sequence, in tokens. */
  int positions();

  /**
   * Builds the graph.
   *
   * @param length of padded sequences; kernels take any
   * @param training whether dropout and loss are in it
   */
  Graph graph(int length, boolean training);

  /**
   * Builds a graph whose loss is computed outside.
   *
   * @param length of padded sequences; kernels take any
   */
  Graph graph(int length, Ends ends);
}
