package org.al4j.models.internal.engine.plan;

import java.util.List;
import org.al4j.models.internal.architecture.GraphBuilder;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.LayerNorm;
import org.al4j.models.internal.engine.kernel.OneToken;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.run.Parameter;
import org.nd4j.autodiff.samediff.SameDiff;

/** A part of the graph that kernels can replace, forwards and backwards. */
public interface Fusible {
  /**
   * In place of the part itself.
   *
   * @param training whether what the gradient needs must be kept
   */
  Fusion forward(boolean training);

  /** In place of the part's gradient. */
  Fusion backward(SameDiff backward);

  /** A function of each element between two variables. */
  record Pointwise(String in, String out, Kernel value, Kernel slope) implements Fusible {
    @Override
    public Fusion forward(boolean training) {
      return new Fusion(List.of(in), List.of(out), value);
    }

    @Override
    public Fusion backward(SameDiff backward) {
      return new Fusion(
          List.of(in, Graph.gradient(backward, out)),
          List.of(Graph.gradient(backward, in)),
          slope);
    }
  }

  /** The first or last token of each sequence; nothing else may read {@code in}. */
  record One(Tokens which, String in, String out) implements Fusible {
    @Override
    public Fusion forward(boolean training) {
      return new Fusion(
          List.of(in, GraphBuilder.SEGMENTS), List.of(out), new OneToken(which, false));
    }

    @Override
    public Fusion backward(SameDiff backward) {
      return new Fusion(
          List.of(Graph.gradient(backward, out), GraphBuilder.SEGMENTS, in),
          List.of(Graph.gradient(backward, in)),
          new OneToken(which, true));
    }
  }

  /**
   * Layer normalisation made of primitives, because ND4J's operation has no epsilon. Nothing else
   * may read {@code in}: its gradient would be incomplete.
   */
  record Norm(String in, String out, String module, double epsilon) implements Fusible {
    @Override
    public Fusion forward(boolean training) {
      return new Fusion(
          List.of(in, Parameter.weight(module), Parameter.bias(module)),
          List.of(out),
          new LayerNorm(false, epsilon));
    }

    @Override
    public Fusion backward(SameDiff backward) {
      List<String> reads = List.of(in, Parameter.weight(module), Parameter.bias(module));
      return new Fusion(
          List.of(reads.get(0), reads.get(1), reads.get(2), Graph.gradient(backward, out)),
          reads.stream().map(name -> Graph.gradient(backward, name)).toList(),
          new LayerNorm(true, epsilon));
    }
  }
}
