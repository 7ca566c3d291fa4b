package org.al4j.models.internal.architecture;

import java.util.List;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.LayerNorm;
import org.al4j.models.internal.engine.kernel.OneToken;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.Fusible;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Parameter;
import org.nd4j.autodiff.samediff.SameDiff;

/** Small parts of graphs that kernels can replace. */
public final class Parts {
  private Parts() {}

  /** A function of each element between two variables. */
  record Pointwise(String in, String out, Kernel value, Kernel slope) implements Fusible {
    @Override
    public Fusion forward(boolean training) {
      return new Fusion(List.of(in), List.of(out), value);
    }

    @Override
    public Fusion backward(SameDiff backward) {
      return new Fusion(
          List.of(in, Graph.gradient(backward, out)), List.of(Graph.gradient(backward, in)), slope);
    }
  }

  /** The first or last token of each sequence; nothing else may read {@code in}. */
  record One(Tokens which, String in, String out) implements Fusible {
    @Override
    public Fusion forward(boolean training) {
      return new Fusion(List.of(in, Ports.SEGMENTS), List.of(out), new OneToken(which, false));
    }

    @Override
    public Fusion backward(SameDiff backward) {
      return new Fusion(
          List.of(Graph.gradient(backward, out), Ports.SEGMENTS, in),
          List.of(Graph.gradient(backward, in)),
          new OneToken(which, true));
    }
  }

  /**
   * Layer normalisation made of primitives, because ND4J's operation has no epsilon. Nothing else
   * may read {@code in}: its gradient would be incomplete.
   */
  record Normalisation(String in, String out, Norm norm) implements Fusible {
    @Override
    public Fusion forward(boolean training) {
      return new Fusion(reads(), List.of(out), new LayerNorm(false, norm.epsilon()));
    }

    @Override
    public Fusion backward(SameDiff backward) {
      List<String> reads = reads();
      return new Fusion(
          List.of(reads.get(0), reads.get(1), reads.get(2), Graph.gradient(backward, out)),
          reads.stream().map(name -> Graph.gradient(backward, name)).toList(),
          new LayerNorm(true, norm.epsilon()));
    }

    private List<String> reads() {
      return List.of(in, Parameter.weight(norm.module()), Parameter.bias(norm.module()));
    }
  }
}
