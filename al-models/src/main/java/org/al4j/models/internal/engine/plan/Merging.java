package org.al4j.models.internal.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.al4j.models.internal.engine.kernel.ColumnSums;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.PairPass;
import org.al4j.models.internal.engine.kernel.RowPass;
import org.jspecify.annotations.Nullable;

/**
 * Takes into kernels what would be a pass of its own over an array that they read or write anyway:
 * bias, dropout and residual before a function of rows ({@link RowPass}), and the gradient of a
 * bias behind a function of two arrays ({@link PairPass}).
 */
final class Merging {
  private final List<Node> nodes;
  private final Set<Slot> wanted;
  private final IdentityHashMap<Slot, Node> writers = new IdentityHashMap<>();
  private final IdentityHashMap<Slot, List<Node>> readers = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Node> replaced = new IdentityHashMap<>();
  private final Set<Node> gone = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * The steps of a plan, in their order.
   *
   * @param wanted what must be there at the end
   */
  Merging(List<Node> nodes, Set<Slot> wanted) {
    this.nodes = List.copyOf(nodes);
    this.wanted = wanted;
    for (Node node : nodes) {
      places.put(node, places.size());
      node.outputs().forEach(value -> writers.put(value.slot(), node));
      node.inputs()
          .forEach(
              value -> readers.computeIfAbsent(value.slot(), slot -> new ArrayList<>()).add(node));
    }
  }

  /** The steps that are left. */
  List<Node> merged() {
    for (Node node : nodes) {
      Kernel kernel = node.kernel();
      if (kernel != null && kernel.rowwise().isPresent()) {
        takeTerms(node, kernel);
      } else if (kernel instanceof ColumnSums) {
        takeSums(node);
      }
    }
    return nodes.stream()
        .filter(node -> !gone.contains(node))
        .map(node -> replaced.getOrDefault(node, node))
        .toList();
  }

  /** What a function's rows are made of: {@code (product + bias) mask + residual}. */
  private void takeTerms(Node node, Kernel kernel) {
    Value x = node.inputs().get(0);
    List<Node> others = readers(x).stream().filter(reader -> place(reader) != place(node)).toList();
    boolean early = others.stream().anyMatch(other -> place(other) < place(node));
    if (x.slot() == null || x.shape().length != 2 || early) {
      return;
    }
    Chain chain = new Chain(x);
    Value residual = chain.take("add", x.shape());
    Value mask = chain.take("multiply", x.shape());
    Value bias = chain.take("add", x.shape()[1]);
    if (chain.steps.isEmpty()) {
      return;
    }
    List<Value> in = new ArrayList<>(List.of(chain.rest));
    Value[] terms = {bias, mask, residual};
    Arrays.stream(terms).filter(term -> term != null).forEach(in::add);
    in.addAll(node.inputs().subList(1, node.inputs().size()));
    boolean keep = !others.isEmpty() || wanted.contains(x.slot());
    List<Value> out = new ArrayList<>(node.outputs());
    if (keep) {
      out.add(x);
    }
    RowPass.Terms which = new RowPass.Terms(bias != null, mask != null, residual != null);
    RowPass pass = new RowPass(kernel, Math.toIntExact(x.shape()[1]), which, keep);
    Node merged = new Node(node.name() + " of a sum", null, pass, in, out);
    replaced.put(node, merged);
    writers.put(x.slot(), merged);
    gone.addAll(chain.steps);
  }

  /** The gradient of a bias, where the kernel before it made what is summed. */
  private void takeSums(Node node) {
    Value gradient = node.inputs().get(1);
    Node writer = writers.get(gradient.slot());
    if (writer == null || !isAll(gradient, writer) || gradient.shape().length != 2) {
      return;
    }
    Kernel kernel = writer.kernel();
    if (kernel != null && kernel.pairwise().isPresent()) {
      PairPass pass = new PairPass(kernel, Math.toIntExact(gradient.shape()[1]));
      List<Value> out = List.of(writer.outputs().get(0), node.outputs().get(0));
      Node merged = new Node(writer.name() + " and sums", null, pass, writer.inputs(), out);
      replaced.put(writer, merged);
      writers.put(gradient.slot(), merged);
      gone.add(node);
    }
  }

  /** Walks from what a function reads to what it is made of. */
  private final class Chain {
    private final List<Node> steps = new ArrayList<>();
    private Value rest;

    Chain(Value rest) {
      this.rest = rest;
    }

    /**
     * If an operation made the rest from something of its shape and a term, and nothing else reads
     * what lies between, goes on with that something.
     *
     * @param shape of the term
     * @return the term; null if there is none
     */
    @Nullable Value take(String operation, long... shape) {
      Node step = writers.get(rest.slot());
      boolean own = steps.isEmpty() || (readers(rest).size() == 1 && !wanted.contains(rest.slot()));
      if (step == null || step.op() == null || !own || !isAll(rest, step)) {
        return null;
      }
      if (!step.name().equals(operation) || step.inputs().size() != 2) {
        return null;
      }
      int side = goesOn(step.inputs().get(1)) && !goesOn(step.inputs().get(0)) ? 1 : 0;
      Value next = step.inputs().get(side);
      Value term = step.inputs().get(1 - side);
      if (!Arrays.equals(next.shape(), rest.shape()) || !Arrays.equals(term.shape(), shape)) {
        return null;
      }
      steps.add(step);
      rest = next;
      return term;
    }

    /** Whether it was made by an operation that could be taken too. */
    private boolean goesOn(Value value) {
      Node writer = writers.get(value.slot());
      return readers(value).size() == 1
          && writer != null
          && writer.op() != null
          && (writer.name().equals("add") || writer.name().equals("multiply"));
    }
  }

  /** Whether a value is the whole of what a step gives first. */
  private static boolean isAll(Value value, Node step) {
    Value given = step.outputs().get(0);
    return given.slot() == value.slot()
        && given.at() == value.at()
        && Arrays.equals(given.shape(), value.shape());
  }

  private List<Node> readers(Value value) {
    return readers.getOrDefault(value.slot(), List.of());
  }

  private int place(Node node) {
    return places.getOrDefault(node, -1);
  }
}
