package org.al4j.models.internal.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.onnx.GraphWriter;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products in integers, by hand. */
class OnnxWeightsTest {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  /** Rows of states with both signs, and a column of the weight with a large and small numbers. */
  @ParameterizedTest
  @ValueSource(ints = {127, 63})
  void product_inIntegers_isThatOfTheRoundedNumbers(int steps) throws Exception {
    HeadedNetwork network =
        new HeadedNetwork(
            Architectures.read(Fixtures.path("models/distilbert/seqcls")),
            new Purpose(Head.SEQUENCE_CLASSIFICATION, 3));
    Linear layer =
        ((Heads.Sequence) network.architecture().top(network.purpose())).dense(); // [H, H], biased
    int width = layer.in();
    float[] weight = new float[width * width];
    float[] bias = new float[width];
    float[] x = new float[2 * width];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) Math.sin(i * 1.7) * (i / width == 1 ? 3 : 0.2f); // a large second row
    }
    for (int k = 0; k < width; k++) {
      bias[k] = 0.01f * k;
      x[k] = (float) Math.cos(k);
      x[width + k] = 0.5f + 0.1f * k;
    }
    GraphWriter out = new GraphWriter();
    out.input("x", GraphWriter.Type.FLOAT, "rows", Integer.toString(width));
    OnnxWeights weights =
        new OnnxWeights(
            out,
            network,
            name ->
                name.endsWith("bias")
                    ? new Tensor(new long[] {width}, bias)
                    : new Tensor(new long[] {width, width}, weight),
            steps);
    out.output(weights.product("x", layer), "y", "rows", Integer.toString(width));
    float[] got = run(out.model("product").toBytes(), x, width);
    double[] want = byHand(x, weight, bias, width, steps);
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], got[i], 1e-4, "number " + i);
    }
  }

  private static float[] run(byte[] graph, float[] x, int width) throws OrtException {
    try (OrtSession session = ENVIRONMENT.createSession(graph);
        OnnxTensor input =
            OnnxTensor.createTensor(
                ENVIRONMENT, FloatBuffer.wrap(x), new long[] {x.length / width, width});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      float[] y = new float[x.length];
      ((OnnxTensor) result.get("y").orElseThrow()).getFloatBuffer().get(y);
      return y;
    }
  }

  /** As the specification of DynamicQuantizeLinear and MatMulInteger says. */
  private static double[] byHand(float[] x, float[] weight, float[] bias, int width, int steps) {
    float low = 0;
    float high = 0;
    for (float one : x) {
      low = Math.min(low, one);
      high = Math.max(high, one);
    }
    float scale = (high - low) / 255;
    int zero = (int) Math.rint(-low / scale);
    double[] y = new double[x.length];
    for (int row = 0; row < x.length / width; row++) {
      for (int k = 0; k < width; k++) {
        float largest = 0;
        for (int i = 0; i < width; i++) {
          largest = Math.max(largest, Math.abs(weight[k * width + i]));
        }
        float column = largest / steps;
        long sum = 0;
        for (int i = 0; i < width; i++) {
          int state = (int) Math.rint(x[row * width + i] / scale) + zero;
          int stored = Math.round(weight[k * width + i] / column);
          sum += (long) (Math.max(0, Math.min(255, state)) - zero) * stored;
        }
        y[row * width + k] = sum * (double) scale * column + bias[k];
      }
    }
    return y;
  }
}
