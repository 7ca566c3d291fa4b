package org.al4j.models.defects;

import static org.al4j.models.defects.Gradients.LOSS;
import static org.al4j.models.defects.Gradients.backward;
import static org.al4j.models.defects.Gradients.differentiate;
import static org.al4j.models.defects.Gradients.draws;
import static org.al4j.models.defects.Gradients.error;
import static org.al4j.models.defects.Gradients.lossOf;
import static org.al4j.models.defects.Gradients.variable;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/** Operations of SameDiff whose gradients are wrong or missing. */
class GradientDefectsTest {
  private static final String LOG_SOFTMAX =
      "the softmax cross-entropy as the loss itself in HeadGraph";

  private final SameDiff graph = SameDiff.create();

  @Test
  void gather_gradientOfRepeatedRow_isAssignedNotAdded() {
    SDVariable table = variable(graph, "table", 5, 3);
    graph.gather(table, graph.constant(Nd4j.createFromArray(1, 1, 3, 1)), 0).sum().rename(LOSS);
    graph.setLossVariables(LOSS);
    double[] gradient = backward(graph, "table"); // row 1 was read three times
    new Defect("gather's gradient overwrites rows that are read more than once", "Lookup, Trainer")
        .isStillThere(gradient[3] == 1 && gradient[9] == 1, Arrays.toString(gradient));
  }

  @Test
  void gather_gradientOfWeightedRows_throws() {
    SDVariable table = variable(graph, "table", 5, 3);
    lossOf(graph.gather(table, graph.constant(Nd4j.createFromArray(4, 0, 2)), 0), 3, 3);
    new Defect("gather's gradient assigns arrays of wrong shapes", "Lookup, Trainer")
        .stillThrows(RuntimeException.class, "assign", () -> backward(graph, "table"));
  }

  @Test
  void gather_gradientAlongAxis1_throws() {
    SDVariable x = variable(graph, "x", 2, 4, 3);
    lossOf(graph.gather(x, new int[] {0}, 1), 2, 1, 3);
    new Defect("gather along axis 1 has no gradient", "stridedSlice in Blocks.first")
        .stillThrows(IllegalArgumentException.class, "CreateView", () -> backward(graph, "x"));
  }

  /** {@code sum(g) sum(x)} in place of {@code sum(g x)}. */
  @Test
  void div_gradientOfTheOnlyDivisor_multipliesSums() {
    lossOf(variable(graph, "x", 1, 4).div(graph.math.exp(variable(graph, "y", 1, 1))), 1, 4);
    double error = error(graph, "y");
    new Defect("div's gradient for a divisor of one element", "Blocks.norm multiplies by rsqrt")
        .isStillThere(error > 0.1, error);
  }

  @Test
  void get_rowsByAVariable_cannotBeDifferentiated() {
    SDVariable x = variable(graph, "x", 4, 3);
    lossOf(x.get(graph.constant(Nd4j.createFromArray(1, 3))), 2, 3);
    new Defect("SDVariable.get by a variable has no gradient", "stridedSlice in Blocks.first")
        .stillThrows(IllegalStateException.class, "No op known", () -> differentiate(graph));
  }

  @Test
  void dropout_gradient_throws() {
    SDVariable x = variable(graph, "x", 20);
    lossOf(graph.nn.dropout(x, 0.5), 20);
    new Defect("nn.dropout has no gradient", "DropoutMasks, Blocks.drop")
        .stillThrows(
            UnsupportedOperationException.class, "DropOut.doDiff", () -> differentiate(graph));
  }

  @Test
  void logSoftmax_gradientAlongGivenAxis_throws() {
    lossOf(graph.nn.logSoftmax(variable(graph, "x", 3, 4), 1), 3, 4);
    new Defect("logSoftmax with an axis cannot be differentiated", LOG_SOFTMAX)
        .stillThrows(RuntimeException.class, "LogSoftMax", () -> backward(graph, "x"));
  }

  @Test
  void logSumExp_gradientAlongAxis_throws() {
    lossOf(graph.math.logSumExp(variable(graph, "x", 2, 3, 4), 2), 2, 3);
    new Defect("logSumExp along an axis cannot be differentiated", LOG_SOFTMAX)
        .stillThrows(RuntimeException.class, "reduce_sum_bp", () -> backward(graph, "x"));
  }

  @Test
  void gatherNd_gradient_throws() {
    SDVariable places = graph.constant(Nd4j.createFromArray(new int[][] {{0, 1}, {2, 3}}));
    lossOf(graph.gatherNd(variable(graph, "x", 3, 4), places), 2);
    new Defect("gatherNd has no gradient", "one-hot labels in Shard")
        .stillThrows(UnsupportedOperationException.class, "doDiff", () -> differentiate(graph));
  }

  @Test
  void where_gradient_throws() {
    SDVariable chosen = graph.constant(Nd4j.createFromArray(true, false, true));
    lossOf(graph.where(variable(graph, "x", 3), variable(graph, "y", 3), chosen), 3);
    new Defect("where has no gradient", "masks as sums and products in EncoderGraph")
        .stillThrows(UnsupportedOperationException.class, "doDiff", () -> differentiate(graph));
  }

  @Test
  void softmaxCrossEntropy_scaledAfterwards_gradientIgnoresTheScale() {
    SDVariable labels = graph.constant(Nd4j.eye(3).castTo(draws(1).dataType()));
    graph
        .loss
        .softmaxCrossEntropy("inner", labels, variable(graph, "x", 3, 3), null, LossReduce.SUM, 0)
        .mul(3)
        .rename(LOSS);
    graph.setLossVariables(LOSS);
    double error = error(graph, "x");
    new Defect(
            "a loss operation ignores the gradient that comes in",
            "example weights divided by the batch's before they enter the loss, in Shard")
        .isStillThere(error > 0.1, error);
  }

  @Test
  void customOperation_ownDoDiff_isNotCalled() {
    lossOf(new Deaf(graph, variable(graph, "x", 3)).outputVariable(), 3);
    backward(graph, "x");
    new Defect(
            "an operation's subclass is cloned as its parent, so its doDiff is never called",
            "Fusion and Lowering, which put kernels in place of operations in the Compiler")
        .isStillThere(Deaf.CALLS.get() == 0, Deaf.CALLS);
  }

  /** A tanh that counts how often it is differentiated. */
  public static final class Deaf extends Tanh {
    static final AtomicInteger CALLS = new AtomicInteger();

    Deaf(SameDiff graph, SDVariable x) {
      super(graph, x, false);
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
      CALLS.incrementAndGet();
      return super.doDiff(gradients);
    }
  }
}
