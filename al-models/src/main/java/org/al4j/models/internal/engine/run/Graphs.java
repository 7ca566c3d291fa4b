package org.al4j.models.internal.engine.run;

import java.util.HashMap;
import java.util.Map;
import org.al4j.models.checkpoint.Head;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.internal.architecture.Design;
import org.al4j.models.internal.architecture.GraphBuilder;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.kind.ProblemType;

/**
 * The graphs of one architecture with one head by sequence length, built when first needed. They
 * hold no weights, so all models of a learner share them.
 */
public final class Graphs {
  private final ModelConfig config;
  private final Head head;
  private final ProblemType problem;
  private final Map<Integer, Graph> inference = new HashMap<>();
  private final Map<Integer, Graph> training = new HashMap<>();

  /** Graphs of a sequence classifier with one class for a sequence. */
  public Graphs(ModelConfig config) {
    this(config, Head.SEQUENCE_CLASSIFICATION);
  }

  /** Graphs of a sequence classifier. */
  public Graphs(ModelConfig config, ProblemType problem) {
    this(config, Head.SEQUENCE_CLASSIFICATION, problem);
  }

  /**
   * No graph is built yet.
   *
   * @throws org.al4j.core.InvalidInputException if the family has no such head
   */
  public Graphs(ModelConfig config, Head head) {
    this(config, head, ProblemType.SINGLE_LABEL_CLASSIFICATION);
  }

  private Graphs(ModelConfig config, Head head, ProblemType problem) {
    this.config = config;
    this.head = head;
    this.problem = problem;
    head.architecture(config.family());
  }

  /** The architecture. */
  public ModelConfig config() {
    return config;
  }

  /** What stands on the encoder. */
  public Head head() {
    return head;
  }

  /** What they compute, with so many classes. */
  public Design design(int classes) {
    return new Design(config, head, classes, problem);
  }

  /** Without dropout and loss. */
  synchronized Graph inference(int length) {
    return inference.computeIfAbsent(length, key -> build(key, false));
  }

  /** With dropout masks and loss. */
  synchronized Graph training(int length) {
    return training.computeIfAbsent(length, key -> build(key, true));
  }

  private Graph build(int length, boolean training) {
    return GraphBuilder.build(design(1), length, training); // any class count
  }
}
