package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.engine.plan.Compiler;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.plan.Region;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Layout;
import org.al4j.models.internal.engine.run.Lookup;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.training.RateSchedule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Outputs, gradients and updates equal those of PyTorch; see the fixtures' README for where they
 * come from.
 */
public class ParityTest {
  private static final double RATE = 1e-3;

  static Stream<String> all() {
    return Stream.concat(
        Stream.of("bert", "distilbert", "electra", "roberta")
            .flatMap(
                family ->
                    Stream.of("base", "seqcls", "tokcls", family.equals("electra") ? "rtd" : "mlm")
                        .map(head -> family + "/" + head)),
        Stream.of(
            "xlmr/seqcls", "xlmr/tokcls", "gpt2/base", "gpt2/seqcls", "gpt2/tokcls", "gpt2/lm"));
  }

  public static Stream<String> trainable() {
    return all().filter(path -> !path.endsWith("/base"));
  }

  static Stream<Arguments> withAndWithoutKernels() {
    return trainable().flatMap(path -> Stream.of(true, false).map(on -> Arguments.of(path, on)));
  }

  static Stream<Arguments> variants() {
    return trainable().flatMap(path -> Stream.of("plain", "hf").map(v -> Arguments.of(path, v)));
  }

  @ParameterizedTest
  @MethodSource("withAndWithoutKernels")
  void inference_referenceModel_givesReferenceLogits(String path, boolean kernels)
      throws IOException {
    Golden golden = Golden.of(path);
    try (Engine engine = golden.engine(1, kernels)) {
      float[] logits = golden.logits(engine);
      float[] want = golden.numbers("/logits");
      if (golden.purpose().head().perToken()) {
        want = Golden.rows(want, golden.padded(), golden.outputs());
      } else {
        Golden.assertClose(
            "probabilities",
            golden.numbers("/probabilities"),
            Rows.softmax(logits, Golden.CLASSES, 1));
      }
      Golden.assertClose("logits", want, logits);
    }
  }

  @ParameterizedTest
  @CsvSource({"fp16", "bf16"})
  void inference_halfWeights_giveReferenceLogits(String type) throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    String folder = "models/bert/seqcls_fp16/";
    try (SafeTensors file =
            SafeTensors.open(Fixtures.path(folder + "model_" + type + ".safetensors"));
        Engine engine = new Engine(golden.weights(file), golden.graphs(), 1, true)) {
      Golden half =
          new Golden(
              "",
              golden.architecture(),
              golden.purpose(),
              Fixtures.json(folder + "expected_" + type + ".json"));
      Golden.assertClose("logits", half.numbers("/logits"), half.logits(engine));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void inference_everyLayer_givesReferenceStates(String path) throws IOException {
    Golden golden = Golden.of(path);
    int layers = golden.config().layers();
    int hidden = golden.config().hidden();
    boolean pooled = golden.expected().has("pooler_output");
    List<float[]> attentions = attentions(golden);
    List<String> outputs = new ArrayList<>();
    for (int layer = 0; layer < attentions.size(); layer++) {
      outputs.add(Ports.attention(layer));
    }
    for (int layer = 0; layer <= layers; layer++) {
      outputs.add(Ports.hidden(layer));
    }
    if (pooled) {
      outputs.add(Ports.FEATURES);
    }
    try (Engine engine = golden.engine(1, true);
        Region work = new Region(1 << 16);
        Plan plan = plan(golden, engine.weights().arrays(), outputs)) {
      plan.bind(work);
      fill(golden, engine.weights(), plan);
      plan.run();
      Batch batch = golden.padded();
      for (int layer = 0; layer <= layers; layer++) {
        float[] got = Golden.floats(plan.buffer(Ports.hidden(layer)));
        float[] want = golden.numbers("/hidden_states/" + layer);
        if (layer == layers && golden.expected().has("last_hidden_state")) {
          Golden.assertClose("the reference's own", golden.numbers("/last_hidden_state"), want);
        }
        if (layer == layers && golden.purpose().readsOne()) { // [B, H]
          Golden.assertClose("read hidden", golden.readRows(want, batch, hidden), got);
        } else {
          Golden.assertClose(
              "hidden " + layer, Golden.rows(want, batch, hidden), Golden.rows(got, batch, hidden));
        }
      }
      if (pooled) {
        float[] features = Golden.floats(plan.buffer(Ports.FEATURES));
        Golden.assertClose("pooler output", golden.numbers("/pooler_output"), features);
      }
      for (int layer = 0; layer < attentions.size(); layer++) {
        float[] attention = Golden.floats(plan.buffer(Ports.attention(layer)));
        Golden.assertClose(
            "attention " + layer,
            attended(golden, attentions.get(layer)),
            attended(golden, attention));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withAndWithoutKernels")
  void gradients_referenceBatch_equalPyTorch(String path, boolean kernels) throws IOException {
    Golden golden = Golden.of(path);
    try (Engine engine = golden.engine(kernels ? 3 : 1, kernels);
        SafeTensors reference = golden.file("grads")) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, false));
      assertEquals(
          golden.expected().get("loss").asDouble(), trainer.gradients(golden.examples(), 0), 1e-5);
      Map<String, float[]> gradients = trainer.gradientTensors();
      assertEquals(reference.names().size(), gradients.size());
      gradients.forEach(
          (name, gradient) -> {
            float[] want = reference.floats(golden.stored(name));
            Golden.assertCloseButKeyBias(name, want, gradient, 1e-7);
          });
      double norm = golden.expected().get("grad_global_norm").asDouble();
      assertEquals(norm, trainer.norm(), 1e-4 * norm);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
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
            Golden.assertCloseButKeyBias(name, want, values, 3 * RATE);
          });
    }
  }

  private static Plan plan(Golden golden, Map<String, INDArray> weights, List<String> outputs) {
    Graph graph = golden.network().graph(Golden.LENGTH, false);
    Layout layout = golden.padded().layout();
    Map<String, long[]> inputs =
        Map.of(
            Ports.EMBEDDED, new long[] {layout.rows(), golden.network().tables().get(0).width()},
            Ports.MASK, new long[] {layout.sequences(), 1, 1, layout.longest()},
            Ports.LAST, new long[] {layout.sequences(), 1, layout.longest()});
    return new Compiler(graph.forward(), graph.forwardFusions(), false)
        .compile(weights, inputs, outputs);
  }

  private static void fill(Golden golden, Weights weights, Plan plan) {
    new Lookup(weights).embed(golden.padded(), plan.buffer(Ports.EMBEDDED));
    Session.mask(golden.padded(), plan.buffer(Ports.MASK));
    if (plan.has(Ports.LAST)) {
      Session.last(golden.padded(), plan.buffer(Ports.LAST));
    }
  }

  /** Those of all layers, or where the reference has no others of the first. */
  private static List<float[]> attentions(Golden golden) {
    List<float[]> all = new ArrayList<>();
    for (int layer = 0; layer < golden.expected().path("attentions").size(); layer++) {
      all.add(golden.numbers("/attentions/" + layer));
    }
    return all.isEmpty() ? List.of(golden.numbers("/attentions_layer0")) : all;
  }

  /** Zeros where padding has a query: {@code [B, A, S, S]} as rows of a sequence and head. */
  private static float[] attended(Golden golden, float[] weights) {
    int length = Golden.LENGTH;
    int perSequence = weights.length / golden.padded().size() / length;
    for (int row = 0; row < weights.length / length; row++) {
      if (row % length >= golden.padded().counts()[row / perSequence]) {
        Arrays.fill(weights, row * length, (row + 1) * length, 0);
      }
    }
    return weights;
  }
}
