package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.HeadedNetwork;
import org.al4j.models.internal.architecture.OnnxNetwork;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.tensor.SafeTensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime computes what PyTorch does, by the graphs that are written for it. */
class OnnxGraphTest {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();
  private static final String ALL = "org.al4j.models.internal.engine.train.ParityTest#all";

  private static byte[] graph(Golden golden, int steps) {
    try (SafeTensors file = golden.file("model")) {
      return OnnxNetwork.of(
              (HeadedNetwork) golden.network(),
              name -> file.tensor(golden.stored(name)),
              steps,
              List.of("first", "second"))
          .toBytes();
    }
  }

  private static Map<String, float[]> run(byte[] graph, Batch batch) throws OrtException {
    long[] shape = {batch.size(), Golden.LENGTH};
    long[] ids = new long[batch.size() * Golden.LENGTH];
    long[] mask = new long[ids.length];
    long[] types = new long[ids.length];
    batch.forTokens(
        (row, position) -> {
          ids[row] = batch.ids()[row];
          mask[row] = 1;
          types[row] = batch.types()[row];
        });
    Map<String, OnnxTensor> inputs = new HashMap<>();
    Map<String, float[]> results = new HashMap<>();
    try (OrtSession session = ENVIRONMENT.createSession(graph)) {
      for (String name : session.getInputNames()) {
        long[] values =
            switch (name) {
              case "input_ids" -> ids;
              case "attention_mask" -> mask;
              default -> types;
            };
        inputs.put(name, OnnxTensor.createTensor(ENVIRONMENT, LongBuffer.wrap(values), shape));
      }
      try (OrtSession.Result computed = session.run(inputs)) {
        for (String name : session.getOutputNames()) {
          FloatBuffer buffer = ((OnnxTensor) computed.get(name).orElseThrow()).getFloatBuffer();
          float[] floats = new float[buffer.remaining()];
          buffer.get(floats);
          results.put(name, floats);
        }
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
    return results;
  }

  private static float[] read(Map<String, float[]> results, String name) {
    return Objects.requireNonNull(results.get(name), () -> name + " is not in " + results.keySet());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void graph_everyFamilyAndHead_givesTheReferencesNumbers(String path)
      throws IOException, OrtException {
    Golden golden = Golden.of(path);
    Batch batch = golden.padded();
    Map<String, float[]> results = run(graph(golden, 0), batch);
    Head head = golden.purpose().head();
    int hidden = golden.config().hidden();
    if (head == Head.POOLER) {
      Golden.assertClose("pooled", golden.numbers("/pooler_output"), read(results, "features"));
    } else if (head == Head.ENCODER) {
      Golden.assertClose(
          "states",
          Golden.rows(golden.numbers("/last_hidden_state"), batch, hidden),
          Golden.rows(read(results, "last_hidden_state"), batch, hidden));
    } else if (head.perToken()) {
      int width = golden.outputs();
      Golden.assertClose(
          "logits of tokens",
          Golden.rows(golden.numbers("/logits"), batch, width),
          Golden.rows(read(results, "logits"), batch, width));
      assertTrue(results.containsKey("last_hidden_state"));
    } else {
      Golden.assertClose("logits", golden.numbers("/logits"), read(results, "logits"));
      assertEquals(batch.size() * hidden, read(results, "features").length);
    }
  }

  /** In integers they are near: a 255th of a row's range, and a 127th or a 63rd of a column's. */
  @ParameterizedTest
  @MethodSource("org.al4j.models.internal.engine.train.ParityTest#trainable")
  void graph_inIntegers_isNearAndNotTheSame(String path) throws IOException, OrtException {
    Golden golden = Golden.of(path);
    Batch batch = golden.padded();
    int width = golden.outputs();
    float[] exact = read(run(graph(golden, 0), batch), "logits");
    for (int steps : new int[] {127, 63}) {
      float[] near = read(run(graph(golden, steps), batch), "logits");
      boolean each = golden.purpose().head().perToken();
      float[] want = each ? Golden.rows(exact, batch, width) : exact;
      float[] got = each ? Golden.rows(near, batch, width) : near;
      double error = 0;
      double scale = 0;
      for (int i = 0; i < want.length; i++) {
        error = Math.max(error, Math.abs(want[i] - got[i]));
        scale = Math.max(scale, Math.abs(want[i]));
      }
      assertTrue(error / scale < 0.2, path + ", " + steps + " steps: error " + error / scale);
      assertFalse(error / scale < 1e-5, path + " computes in floats");
    }
  }
}
