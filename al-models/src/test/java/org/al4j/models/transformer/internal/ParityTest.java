package org.al4j.models.transformer.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.models.checkpoint.SafeTensors;
import org.al4j.models.internal.Rows;
import org.al4j.models.training.RateSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Outputs, gradients and updates equal those of PyTorch; see the fixtures' README for where they
 * come from.
 */
class ParityTest {
  private static final double RATE = 1e-3;

  @ParameterizedTest
  @CsvSource({
    "bert/seqcls, true",
    "bert/seqcls, false",
    "distilbert/seqcls, true",
    "distilbert/seqcls, false"
  })
  void inference_referenceModel_givesReferenceLogits(String path, boolean kernels)
      throws IOException {
    Golden golden = Golden.of(path);
    try (Engine engine = golden.engine(1, kernels)) {
      Plan plan = engine.lanes().get(0).prepare(Session.Kind.INFERENCE, golden.batch());
      plan.run();
      float[] logits = Golden.floats(plan.buffer(GraphBuilder.LOGITS));
      Golden.assertClose("logits", golden.numbers("/logits"), logits);
      Golden.assertClose(
          "probabilities",
          golden.numbers("/probabilities"),
          Rows.softmax(logits, Golden.CLASSES, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert/base", "distilbert/base", "bert/seqcls", "distilbert/seqcls"})
  void inference_everyLayer_givesReferenceHiddenStates(String path) throws IOException {
    Golden golden = Golden.of(path);
    int layers = golden.config().layers();
    try (Engine engine = golden.engine(1, true);
        Region work = new Region(1 << 16)) {
      List<String> outputs = new ArrayList<>(List.of(GraphBuilder.FEATURES));
      for (int layer = 0; layer <= layers; layer++) {
        outputs.add(GraphBuilder.hidden(layer));
      }
      Plan plan = plan(golden, engine.weights().arrays(), outputs);
      plan.bind(work);
      fill(golden, engine.weights(), plan);
      plan.run();
      for (int layer = 0; layer <= layers; layer++) {
        float[] got = unpadded(golden, Golden.floats(plan.buffer(GraphBuilder.hidden(layer))));
        Golden.assertClose(
            "hidden " + layer, unpadded(golden, golden.numbers("/hidden_states/" + layer)), got);
      }
      float[] last = unpadded(golden, Golden.floats(plan.buffer(GraphBuilder.hidden(layers))));
      Golden.assertClose(
          "last hidden state", unpadded(golden, golden.numbers("/last_hidden_state")), last);
      if (golden.expected().has("pooler_output")) {
        float[] pooled = Golden.floats(plan.buffer(GraphBuilder.FEATURES));
        Golden.assertClose("pooler output", golden.numbers("/pooler_output"), pooled);
      }
      plan.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bert/seqcls, 1, true", "bert/seqcls, 1, false", "bert/seqcls, 2, true",
    "distilbert/seqcls, 1, true", "distilbert/seqcls, 1, false", "distilbert/seqcls, 3, true"
  })
  void gradients_referenceBatch_equalPyTorch(String path, int lanes, boolean kernels)
      throws IOException {
    Golden golden = Golden.of(path);
    try (Engine engine = golden.engine(lanes, kernels);
        SafeTensors reference = golden.file("grads")) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, false));
      assertEquals(
          golden.expected().get("loss").asDouble(), trainer.gradients(golden.examples(), 0), 1e-5);
      Map<String, float[]> gradients = trainer.gradientTensors();
      assertEquals(reference.names().size(), gradients.size());
      gradients.forEach(
          (name, gradient) -> {
            float[] want = reference.floats(golden.stored(name));
            if (Golden.isKeyBias(name)) {
              Golden.assertWithin(name, new float[gradient.length], gradient, 1e-7);
            } else {
              Golden.assertClose(name, want, gradient);
            }
          });
      double norm = golden.expected().get("grad_global_norm").asDouble();
      assertEquals(norm, trainer.norm(), 1e-4 * norm);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bert/seqcls, plain",
    "bert/seqcls, hf",
    "distilbert/seqcls, plain",
    "distilbert/seqcls, hf"
  })
  void update_threeSteps_equalPyTorchAdamW(String path, String variant) throws IOException {
    Golden golden = Golden.of(path);
    boolean hf = variant.equals("hf");
    RateSchedule schedule = new RateSchedule.Linear(0.2);
    try (Engine engine = golden.engine(2, true);
        SafeTensors reference = golden.file("after_adamw3_" + variant)) {
      double clip = hf ? 1 : Double.POSITIVE_INFINITY;
      Trainer trainer = new Trainer(engine, new Trainer.Options(0.01, !hf, clip, false));
      float[] losses =
          golden.numbers("/adamw3_" + variant + "/loss_before_each_step_then_after_last");
      for (int step = 0; step < 3; step++) {
        double loss =
            trainer.update(golden.examples(), hf ? RATE * schedule.factor(step, 10) : RATE, 0);
        assertEquals(losses[step], loss, 1e-4 * losses[step]);
      }
      assertEquals(losses[3], trainer.gradients(golden.examples(), 0), 1e-4 * losses[3]);
      trainer.finish();
      Map<String, float[]> got = new TreeMap<>();
      engine.weights().tensors().forEach((name, tensor) -> got.put(name, tensor.values()));
      assertEquals(reference.names().size(), got.size());
      got.forEach(
          (name, values) -> {
            float[] want = reference.floats(golden.stored(name));
            if (Golden.isKeyBias(name)) {
              Golden.assertWithin(name, want, values, 3 * RATE);
            } else {
              Golden.assertClose(name, want, values);
            }
          });
    }
  }

  @Test
  void gradients_epsilonThatNd4jCannot_equalPyTorch() throws IOException {
    Golden golden =
        Golden.of("bert/seqcls").with("gelu", 2e-11); // composed of primitives, and nearly 1e-12
    try (Engine engine = golden.engine(1, true);
        SafeTensors reference = golden.file("grads")) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, false));
      assertEquals(
          golden.expected().get("loss").asDouble(), trainer.gradients(golden.examples(), 0), 1e-5);
      trainer
          .gradientTensors()
          .forEach(
              (name, gradient) -> {
                if (!Golden.isKeyBias(name)) {
                  Golden.assertClose(name, reference.floats(golden.stored(name)), gradient);
                }
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "gelu_new", "gelu_pytorch_tanh", "tanh"})
  void gradients_otherActivation_equalFiniteDifferences(String activation) throws IOException {
    Golden golden = Golden.of("distilbert/seqcls").with(activation, 1e-5);
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, false));
      trainer.gradients(golden.examples(), 0);
      float[] gradient = trainer.gradientTensors().get("transformer.layer.0.ffn.lin1.bias");
      Parameter bias =
          engine.weights().parameters().stream()
              .filter(parameter -> parameter.name().equals("transformer.layer.0.ffn.lin1.bias"))
              .findFirst()
              .orElseThrow();
      float step = 1e-3f; // larger ones cross the kink of the ReLU in the head
      for (int i = 0; i < gradient.length; i += 7) {
        float before = engine.weights().buffer(bias).get(i);
        engine.weights().buffer(bias).put(i, before + step);
        double above = trainer.gradients(golden.examples(), 0);
        engine.weights().buffer(bias).put(i, before - step);
        double below = trainer.gradients(golden.examples(), 0);
        engine.weights().buffer(bias).put(i, before);
        assertEquals((above - below) / (2 * step), gradient[i], 2e-4);
      }
    }
  }

  private static Plan plan(Golden golden, Map<String, INDArray> weights, List<String> outputs) {
    Graph graph = GraphBuilder.build(golden.config(), Golden.LENGTH, false);
    Batch batch = golden.batch();
    Map<String, long[]> inputs =
        Map.of(
            GraphBuilder.EMBEDDED, new long[] {batch.tokens(), golden.config().hidden()},
            GraphBuilder.MASK, new long[] {batch.size(), 1, 1, batch.length()});
    return new Compiler(graph.forward(), graph.forwardFusions(), true)
        .compile(weights, inputs, outputs);
  }

  private static void fill(Golden golden, Weights weights, Plan plan) {
    new Lookup(weights).embed(golden.batch(), plan.buffer(GraphBuilder.EMBEDDED));
    Session.mask(golden.batch(), plan.buffer(GraphBuilder.MASK));
  }

  /** Zeros where there is padding: what stands there has no meaning. */
  private static float[] unpadded(Golden golden, float[] states) {
    Batch batch = golden.batch();
    int hidden = golden.config().hidden();
    for (int token = 0; token < batch.tokens(); token++) {
      if (token % batch.length() >= batch.counts()[token / batch.length()]) {
        Arrays.fill(states, token * hidden, (token + 1) * hidden, 0);
      }
    }
    return states;
  }
}
