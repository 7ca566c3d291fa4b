package org.al4j.models.defects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The operations that the engine's graph is made of, in double precision: values as plain Java
 * computes them, and gradients as central differences of step 1e-5 give them.
 */
class ReliedOnOperationsTest {
  private static final double VALUES = 1e-12;

  /** Central differences leave an error of about 1e-10; a wrong gradient is off by tenths. */
  private static final double GRADIENTS = 1e-7;

  /**
   * An operation.
   *
   * @param shapes of its inputs
   * @param output shape of the output
   * @param graph makes the output from the inputs
   * @param plain the same on flat arrays
   */
  @SuppressWarnings("ArrayRecordComponent") // read only
  record Case(
      String name,
      List<long[]> shapes,
      long[] output,
      Function<SDVariable[], SDVariable> graph,
      Function<double[][], double[]> plain) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** As in Blocks, where ND4J's own has no epsilon. */
  private static SDVariable norm(SDVariable[] x) {
    SDVariable centred = x[0].sub(x[0].mean(true, 1));
    SDVariable variance = centred.mul(centred).mean(true, 1);
    return centred.mul(sd(x).math.rsqrt(variance)).mul(x[1]).add(x[2]);
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("tanh", List.of(s(3, 4)), s(3, 4), x -> sd(x).math.tanh(x[0]), each(Math::tanh)),
        new Case("erf", List.of(s(3, 4)), s(3, 4), x -> sd(x).math.erf(x[0]), each(Plain::erf)),
        new Case(
            "sigmoid",
            List.of(s(3, 4)),
            s(3, 4),
            x -> sd(x).nn.sigmoid(x[0]),
            each(v -> 1 / (1 + Math.exp(-v)))),
        new Case(
            "columns side by side",
            List.of(s(3, 1), s(3, 1)),
            s(3, 2),
            x -> sd(x).concat(1, x[0], x[1]),
            in -> new double[] {in[0][0], in[1][0], in[0][1], in[1][1], in[0][2], in[1][2]}),
        new Case(
            "relu",
            List.of(s(3, 4)),
            s(3, 4),
            x -> sd(x).nn.relu(x[0], 0),
            each(v -> Math.max(v, 0))),
        new Case(
            "product with a mask",
            List.of(s(3, 4), s(3, 4)),
            s(3, 4),
            x -> x[0].mul(x[1]),
            in -> Plain.zip(in[0], in[1], (a, b) -> a * b)),
        new Case(
            "residual sum",
            List.of(s(3, 4), s(3, 4)),
            s(3, 4),
            x -> x[0].add(x[1]),
            in -> Plain.zip(in[0], in[1], Double::sum)),
        new Case(
            "bias, broadcast over the rows",
            List.of(s(3, 4), s(4)),
            s(3, 4),
            x -> x[0].add(x[1]),
            in -> Plain.zip(in[0], in[1], Double::sum)),
        new Case("reshape", List.of(s(3, 4)), s(2, 6), x -> x[0].reshape(-1, 6), in -> in[0]),
        new Case(
            "permute",
            List.of(s(2, 3, 4)),
            s(4, 2, 3),
            x -> x[0].permute(2, 0, 1),
            in -> Plain.permute(in[0], 2, 3, 4)),
        new Case(
            "unstack, the second part",
            List.of(s(3, 2, 2)),
            s(2, 2),
            x -> sd(x).unstack(x[0], 0, 3)[1],
            in -> Arrays.copyOfRange(in[0], 4, 8)),
        new Case(
            "strided slice, the first token",
            List.of(s(2, 3, 4)),
            s(2, 1, 4),
            ReliedOnOperationsTest::firstToken,
            in -> Plain.rows(in[0], 4, 0, 3)),
        new Case(
            "layer norm",
            List.of(s(3, 4), s(4), s(4)),
            s(3, 4),
            x -> sd(x).nn.layerNorm(x[0], x[1], x[2], false, 1),
            in -> Plain.layerNorm(in[0], in[1], in[2])),
        new Case(
            "layer norm of primitives, one row",
            List.of(s(1, 4), s(4), s(4)),
            s(1, 4),
            ReliedOnOperationsTest::norm,
            in -> Plain.layerNorm(in[0], in[1], in[2])),
        new Case(
            "layer norm of primitives, several rows",
            List.of(s(3, 4), s(4), s(4)),
            s(3, 4),
            ReliedOnOperationsTest::norm,
            in -> Plain.layerNorm(in[0], in[1], in[2])),
        new Case(
            "product with transposed weights",
            List.of(s(3, 4), s(5, 4)),
            s(3, 5),
            x -> sd(x).mmul(x[0], x[1], false, true, false),
            in -> Plain.byTransposed(in[0], in[1], 3, 5, 4)),
        new Case(
            "attention scores, batched with a transpose",
            List.of(s(2, 2, 3, 4), s(2, 2, 3, 4)),
            s(2, 2, 3, 3),
            x -> sd(x).mmul(x[0], x[1], false, true, false),
            in -> Plain.blocks(in, 4, 12, 12, (a, b) -> Plain.byTransposed(a, b, 3, 3, 4))),
        new Case(
            "weighted values, batched",
            List.of(s(2, 2, 3, 3), s(2, 2, 3, 4)),
            s(2, 2, 3, 4),
            x -> x[0].mmul(x[1]),
            in -> Plain.blocks(in, 4, 9, 12, (a, b) -> Plain.product(a, b, 3, 4, 3))),
        new Case(
            "softmax of four axes after a broadcast mask",
            List.of(s(2, 2, 3, 4), s(2, 1, 1, 4)),
            s(2, 2, 3, 4),
            x -> sd(x).nn.softmax(x[0].add(x[1].mul(7)), 3),
            in -> Plain.maskedSoftmax(in[0], in[1], 2, 6, 4)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void operation_smallInputs_valuesAndGradientsAreRight(Case it) {
    SameDiff graph = SameDiff.create();
    SDVariable[] inputs = new SDVariable[it.shapes.size()];
    double[][] numbers = new double[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = Gradients.variable(graph, "in" + i, it.shapes.get(i));
      numbers[i] = inputs[i].getArr().dup().data().asDouble();
    }
    SDVariable output = it.graph.apply(inputs).rename("out");
    Gradients.lossOf(output, it.output);
    INDArray found = graph.outputSingle(Map.of(), "out");
    assertArrayEquals(it.output, found.shape());
    assertArrayEquals(it.plain.apply(numbers), found.dup('c').data().asDouble(), VALUES);
    for (int i = 0; i < inputs.length; i++) {
      assertGradient(graph, "in" + i);
    }
  }

  @Test
  void softmaxCrossEntropy_asTheLossWithWeightsAndSoftLabels_isRight() {
    SameDiff graph = SameDiff.create();
    SDVariable logits = Gradients.variable(graph, "in0", 3, 4);
    double[][] rows = {{1, 0, 0, 0}, {0.2, 0.3, 0.5, 0}, {0, 0, 1, 0}};
    double[] weights = {0.5, 2, 0.25};
    SDVariable labels = graph.constant(Nd4j.createFromArray(rows));
    SDVariable scale = graph.constant(Nd4j.createFromArray(weights));
    graph.loss.softmaxCrossEntropy(Gradients.LOSS, labels, logits, scale, LossReduce.SUM, 0);
    graph.setLossVariables(Gradients.LOSS);
    double[] p = Plain.softmax(logits.getArr().dup().data().asDouble(), 4);
    double want = 0;
    for (int i = 0; i < p.length; i++) {
      want -= weights[i / 4] * rows[i / 4][i % 4] * Math.log(p[i]);
    }
    assertEquals(want, graph.outputSingle(Map.of(), Gradients.LOSS).getDouble(0), VALUES);
    assertGradient(graph, "in0");
  }

  @Test
  void meanSquaredError_summedWithWeights_isRight() {
    SameDiff graph = SameDiff.create();
    SDVariable values = Gradients.variable(graph, "in0", 3, 1);
    double[][] targets = {{1}, {-0.2}, {3}};
    double[][] weights = {{0.5}, {2}, {0.25}};
    graph.loss.meanSquaredError(
        Gradients.LOSS,
        graph.constant(Nd4j.createFromArray(targets)),
        values,
        graph.constant(Nd4j.createFromArray(weights)),
        LossReduce.SUM);
    graph.setLossVariables(Gradients.LOSS);
    double[] z = values.getArr().dup().data().asDouble();
    double want = 0;
    for (int i = 0; i < z.length; i++) {
      want += weights[i][0] * Math.pow(z[i] - targets[i][0], 2);
    }
    assertEquals(want, graph.outputSingle(Map.of(), Gradients.LOSS).getDouble(0), VALUES);
    assertGradient(graph, "in0");
  }

  private static void assertGradient(SameDiff graph, String input) {
    double[] want = Gradients.differences(graph, input);
    assertTrue(Arrays.stream(want).anyMatch(slope -> Math.abs(slope) > 1e-3), "all is flat");
    assertArrayEquals(want, Gradients.backward(graph, input), GRADIENTS, input);
  }

  private static SDVariable firstToken(SDVariable[] x) {
    long[] end = {0, 1, 4}; // the mask leaves axis 0 open, as the engine's graph does
    return sd(x).stridedSlice(x[0], s(0, 0, 0), end, s(1, 1, 1), 0, 1, 0, 0, 0);
  }

  private static Function<double[][], double[]> each(DoubleUnaryOperator function) {
    return in -> Arrays.stream(in[0]).map(function).toArray();
  }

  private static SameDiff sd(SDVariable[] x) {
    return x[0].getSameDiff();
  }

  private static long[] s(long... shape) {
    return shape;
  }
}
