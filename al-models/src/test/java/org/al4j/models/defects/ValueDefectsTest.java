package org.al4j.models.defects;

import static org.al4j.models.defects.Gradients.draws;
import static org.al4j.models.defects.Gradients.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.custom.RandomBernoulli;
import org.nd4j.linalg.factory.Nd4j;

/** Operations of SameDiff that compute something else than their names say. */
class ValueDefectsTest {
  /** BERT's GELU at 2: x Phi(x). */
  private static final double GELU = 1.954499736104;

  private final SameDiff graph = SameDiff.create();

  private double[] values(String name) {
    return graph.outputSingle(Map.of(), name).dup().data().asDouble();
  }

  @Test
  void preciseGelu_values_areNotGelu() {
    graph.nn.preciseGelu("y", graph.var("x", Nd4j.createFromArray(2.0)));
    double[] found = values("y");
    new Defect("preciseGelu is not x Phi(x)", "Blocks.gelu by erf")
        .isStillThere(Math.abs(found[0] - GELU) > 0.01, Arrays.toString(found));
  }

  @Test
  void gelu_values_areTheSigmoidForm() {
    graph.nn.gelu("y", graph.var("x", Nd4j.createFromArray(2.0)));
    double[] found = values("y");
    assertEquals(2 / (1 + Math.exp(-1.702 * 2)), found[0], 1e-7);
    new Defect("gelu is x sigmoid(1.702 x), not x Phi(x)", "Blocks.gelu by erf")
        .isStillThere(Math.abs(found[0] - GELU) > 0.01, Arrays.toString(found));
  }

  @Test
  void dropout_inference_isOn() {
    graph.nn.dropout("y", graph.var("x", Nd4j.ones(DataType.DOUBLE, 1000)), 0.5);
    long zeros = Arrays.stream(values("y")).filter(value -> value == 0).count();
    new Defect("dropout drops at inference too", "DropoutMasks, Blocks.drop")
        .isStillThere(zeros > 100, zeros + " of 1000 dropped");
  }

  @Test
  void randomOperation_shapeKnownAtRunTime_givesTheSameNumbersAgain() {
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, 64);
    new RandomBernoulli(graph, x.shape(), 0.5).outputVariable().rename("y");
    Map<String, INDArray> inputs = Map.of("x", Nd4j.ones(DataType.FLOAT, 4, 64));
    INDArray first = graph.outputSingle(inputs, "y").dup();
    INDArray second = graph.outputSingle(inputs, "y").dup();
    assertEquals(0.5, first.meanNumber().doubleValue(), 0.2);
    new Defect("a random operation repeats itself", "DropoutMasks: our own generator")
        .isStillThere(first.equals(second), "other numbers");
  }

  @Test
  void layerNorm_tinyVariance_hasNoEpsilon() {
    double[] row = {1e-9, -1e-9, 1e-9, -1e-9}; // variance 1e-18: BERT's epsilon would leave 0.001
    SDVariable x = graph.constant(Nd4j.createFromArray(new double[][] {row}));
    SDVariable gain = graph.constant(Nd4j.ones(DataType.DOUBLE, 4));
    graph.nn.layerNorm("y", x, gain, graph.constant(Nd4j.zeros(DataType.DOUBLE, 4)), false, 1);
    double[] found = values("y");
    new Defect(
            "layer_norm has no epsilon, and no argument for one",
            "the composed form in Blocks.norm")
        .isStillThere(Math.abs(found[0] - 1) < 1e-6, Arrays.toString(found));
  }

  @Test
  void get_pointThatIsAVariable_isIgnored() {
    SDVariable x = variable(graph, "x", 2, 4, 3);
    SDIndex second = SDIndex.point(graph.constant(Nd4j.scalar(1L)));
    x.get(SDIndex.all(), second, SDIndex.all()).rename("y");
    double[] found = values("y");
    new Defect("SDVariable.get takes the whole axis for a point", "stridedSlice in Blocks.first")
        .isStillThere(
            Arrays.equals(draws(2, 4, 3).data().asDouble(), found), found.length + " numbers");
  }

  @Test
  void mmul_threeAxesByTwo_throws() {
    variable(graph, "x", 2, 3, 4).mmul(variable(graph, "w", 4, 5)).rename("y");
    new Defect("mmul of 3-D by 2-D is refused", "activations as [T, H] throughout Blocks")
        .stillThrows(RuntimeException.class, "matmul", () -> values("y"));
  }
}
