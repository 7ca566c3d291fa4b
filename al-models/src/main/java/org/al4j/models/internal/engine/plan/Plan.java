package org.al4j.models.internal.engine.plan;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph compiled for fixed shapes: which operations run, in which order, and where each array
 * lies in the working memory. Running a bound plan allocates nothing. A plan owns its shape
 * constants only; working memory and weights belong to others.
 */
public final class Plan implements AutoCloseable {
  private final List<Node> nodes;
  private final Map<String, Value> named;
  private final List<INDArray> constants;
  private final long workLength;
  private final int constant;
  private final Map<String, FloatBuffer> buffers = new HashMap<>();
  private List<Runnable> steps = List.of();
  private @Nullable Region boundTo;

  /**
   * A plan.
   *
   * @param constant how many of the first steps do not depend on inputs that change between runs
   */
  Plan(
      List<Node> nodes,
      Map<String, Value> named,
      List<INDArray> constants,
      long workLength,
      int constant) {
    this.constant = constant;
    this.nodes = List.copyOf(nodes);
    this.named = Map.copyOf(named);
    this.constants = List.copyOf(constants);
    this.workLength = workLength;
  }

  /** Floats of working memory that a run needs. */
  public long workLength() {
    return workLength;
  }

  /** Number of steps a run takes. */
  public int size() {
    return nodes.size();
  }

  /** Lets the plan work in {@code work}; does nothing if it does so already. */
  public void bind(Region work) {
    if (boundTo == work) {
      return;
    }
    buffers.clear();
    named.forEach((name, value) -> buffers.put(name, Node.buffer(value, work)));
    steps = nodes.stream().map(node -> node.bind(work)).toList();
    boundTo = work;
  }

  /**
   * The memory of an input, to be filled before a run, or of an output, to be read before the next
   * run.
   */
  public FloatBuffer buffer(String name) {
    FloatBuffer buffer = buffers.get(name);
    if (buffer == null) {
      throw new IllegalArgumentException(
          "no input or output '" + name + "'; there are " + buffers.keySet());
    }
    return buffer;
  }

  /** Shape of an input or output. */
  public long[] shape(String name) {
    return Objects.requireNonNull(named.get(name), name).shape().clone();
  }

  public boolean has(String name) {
    return named.containsKey(name);
  }

  /** Computes all outputs from the inputs. */
  public void run() {
    runConstant();
    runVarying();
  }

  /** Computes what does not depend on varying inputs. */
  public void runConstant() {
    steps.subList(0, constant).forEach(Runnable::run);
  }

  /** Computes the rest; may be repeated with other varying inputs, while the others stay. */
  public void runVarying() {
    steps.subList(constant, steps.size()).forEach(Runnable::run);
  }

  /** Runs and adds the time of every step to a profile. */
  public void run(Profile profile) {
    for (int i = 0; i < steps.size(); i++) {
      long start = System.nanoTime();
      steps.get(i).run();
      profile.add(nodes.get(i), System.nanoTime() - start);
    }
  }

  @Override
  public void close() {
    steps = List.of();
    buffers.clear();
    boundTo = null;
    constants.forEach(
        array -> {
          if (!array.wasClosed()) {
            array.close();
          }
        });
  }
}
