package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.tensor.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses and gradients for other targets, weights and configurations than {@link ParityTest}'s. */
class LossesTest {
  @ParameterizedTest
  @ValueSource(strings = {"bert/seqcls", "distilbert/seqcls", "electra/seqcls", "roberta/seqcls"})
  void gradients_oneExample_haveReferenceLossAndNorm(String path) throws IOException {
    Golden golden = Golden.of(path);
    float[] losses = golden.numbers("/per_example_cross_entropy");
    float[] norms = golden.numbers("/per_example_grad_norm_true_label");
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, false));
      for (int i = 0; i < losses.length; i++) {
        List<Example> one = golden.examples().subList(i, i + 1);
        assertEquals(losses[i], trainer.gradients(one, 0), 1e-5);
        assertEquals(norms[i], trainer.norm(), 1e-4 * norms[i]);
        trainer.apply(0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert/seqcls", "distilbert/seqcls", "electra/seqcls", "roberta/seqcls"})
  void gradients_weightsAndSoftTargets_giveReferenceLosses(String path) throws IOException {
    Golden golden = Golden.of(path);
    float[] classWeights = golden.numbers("/extra_losses/class_weights");
    List<Example> weighted = new ArrayList<>();
    List<Example> smooth = new ArrayList<>();
    for (Example example : golden.examples()) {
      float[] soft = new float[Golden.CLASSES];
      float weight = 0;
      for (int k = 0; k < soft.length; k++) {
        soft[k] = 0.9f * example.target()[k] + 0.1f / Golden.CLASSES;
        weight += classWeights[k] * example.target()[k];
      }
      smooth.add(new Example(example.sequence(), soft, 1));
      weighted.add(new Example(example.sequence(), example.target(), weight));
    }
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, false));
      JsonNode want = golden.expected().get("extra_losses");
      assertEquals(want.get("label_smoothing_0.1").asDouble(), trainer.gradients(smooth, 0), 1e-5);
      assertEquals(want.get("weighted_ce").asDouble(), trainer.gradients(weighted, 0), 1e-5);
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
  @ValueSource(strings = {"relu", "gelu_new", "gelu_pytorch_tanh", "tanh", "silu"})
  void gradients_otherActivation_equalFiniteDifferences(String activation) throws IOException {
    Golden golden = Golden.of("bert/seqcls").with(activation, 1e-5);
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, false));
      trainer.gradients(golden.examples(), 0);
      float[] gradient = trainer.gradientTensors().get("encoder.layer.0.intermediate.dense.bias");
      Parameter bias =
          engine.weights().parameters().stream()
              .filter(
                  parameter -> parameter.name().equals("encoder.layer.0.intermediate.dense.bias"))
              .findFirst()
              .orElseThrow();
      float step = 1e-3f; // larger ones cross the kink of the ReLU
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
}
