package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What weights, soft targets, micro-batches and frozen layers do to loss and gradients. */
class GradientsTest {
  private static Trainer trainer(Engine engine) {
    return new Trainer(engine, new Trainer.Options(0, false, 1, false));
  }

  private static Trainer trainer(Engine engine, Layers layers, int microBatch) {
    return new Trainer(
        engine, new Trainer.Options(Optimizer.adamW(), layers, false, 1, false, microBatch));
  }

  private static Example with(Example example, float weight, float... target) {
    return new Example(example.sequence(), target, weight);
  }

  private static void assertEqualGradients(
      Map<String, float[]> want, Map<String, float[]> got, float tolerance) {
    assertEquals(want.keySet(), got.keySet());
    want.forEach((name, values) -> assertArrayEquals(values, got.get(name), tolerance, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert/seqcls", "distilbert/seqcls"})
  void loss_smoothedOrWeighted_equalsPyTorch(String path) throws IOException {
    Golden golden = Golden.of(path);
    float[] weights = golden.numbers("/extra_losses/class_weights");
    List<Example> smoothed = new ArrayList<>();
    List<Example> weighted = new ArrayList<>();
    List<Example> examples = golden.examples();
    for (int i = 0; i < examples.size(); i++) {
      int label = golden.expected().at("/labels/" + i).asInt();
      float[] target = {.1f / 3, .1f / 3, .1f / 3};
      target[label] += .9f;
      smoothed.add(with(examples.get(i), 1, target));
      weighted.add(with(examples.get(i), weights[label], examples.get(i).target()));
    }
    try (Engine engine = golden.engine(2, true)) {
      Trainer trainer = trainer(engine);
      double want = golden.expected().at("/extra_losses/label_smoothing_0.1").asDouble();
      assertEquals(want, trainer.gradients(smoothed, 0), 1e-5);
      want = golden.expected().at("/extra_losses/weighted_ce").asDouble();
      assertEquals(want, trainer.gradients(weighted, 0), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert/seqcls", "distilbert/seqcls"})
  void gradientNorms_eachExample_equalPyTorch(String path) throws IOException {
    Golden golden = Golden.of(path);
    float[] want = golden.numbers("/per_example_grad_norm_true_label");
    try (Engine engine = golden.engine(2, true)) {
      double[] squares = new GradientNorms(engine).squares(golden.examples());
      for (int i = 0; i < want.length; i++) {
        assertEquals(want[i], Math.sqrt(squares[i]), 1e-4 * want[i]);
      }
    }
  }

  /** The gradient of the last bias is the weighted mean of p - t: derived by hand. */
  @Test
  void gradients_softAndWeighted_lastBiasIsTheMeanError() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    List<Example> plain = golden.examples();
    List<Example> examples =
        List.of(with(plain.get(0), 3, .5f, .25f, .25f), with(plain.get(1), 1, 0, 1, 0));
    float[] p = Rows.softmax(golden.numbers("/logits"), Golden.CLASSES, 1);
    float[] want = {
      (3 * (p[0] - .5f) + p[3]) / 4,
      (3 * (p[1] - .25f) + p[4] - 1) / 4,
      (3 * (p[2] - .25f) + p[5]) / 4
    };
    try (Engine engine = golden.engine(2, true)) {
      Trainer trainer = trainer(engine);
      double loss = trainer.gradients(examples, 0);
      double first = -.5 * Math.log(p[0]) - .25 * Math.log(p[1]) - .25 * Math.log(p[2]);
      assertEquals((3 * first - Math.log(p[4])) / 4, loss, 1e-5);
      assertArrayEquals(want, trainer.gradientTensors().get("classifier.bias"), 1e-5f);
    }
  }

  @Test
  void gradients_softWeightedTarget_equalFiniteDifferences() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    List<Example> plain = golden.examples();
    List<Example> examples =
        List.of(with(plain.get(0), 2, .6f, .3f, .1f), with(plain.get(2), .5f, 0, .5f, .5f));
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer = trainer(engine);
      trainer.gradients(examples, 0);
      String name = "transformer.layer.1.ffn.lin2.bias";
      float[] gradient = trainer.gradientTensors().get(name);
      Parameter bias =
          engine.weights().parameters().stream()
              .filter(parameter -> parameter.name().equals(name))
              .findFirst()
              .orElseThrow();
      float step = 3e-3f;
      for (int i = 0; i < gradient.length; i += 5) {
        float before = engine.weights().buffer(bias).get(i);
        engine.weights().buffer(bias).put(i, before + step);
        double above = trainer.gradients(examples, 0);
        engine.weights().buffer(bias).put(i, before - step);
        double below = trainer.gradients(examples, 0);
        engine.weights().buffer(bias).put(i, before);
        assertEquals((above - below) / (2 * step), gradient[i], 3e-4);
      }
    }
  }

  @Test
  void gradients_weightTwo_equalTheExampleTwice() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    Example first = golden.examples().get(0);
    Example second = golden.examples().get(1);
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer = trainer(engine);
      double twice = trainer.gradients(List.of(first, first, second), 0);
      Map<String, float[]> want = trainer.gradientTensors();
      double weighted = trainer.gradients(List.of(with(first, 2, first.target()), second), 0);
      assertEquals(twice, weighted, 1e-6);
      assertEqualGradients(want, trainer.gradientTensors(), 1e-6f);
    }
  }

  @Test
  void gradients_halfAndHalf_equalTheMeanOfBothLabels() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    Example any = golden.examples().get(0);
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer = trainer(engine);
      double both = trainer.gradients(List.of(with(any, 1, 1, 0, 0), with(any, 1, 0, 1, 0)), 0);
      Map<String, float[]> want = trainer.gradientTensors();
      assertEquals(both, trainer.gradients(List.of(with(any, 1, .5f, .5f, 0)), 0), 1e-6);
      assertEqualGradients(want, trainer.gradientTensors(), 1e-6f);
    }
  }

  @Test
  void gradients_microBatches_equalOneLargeBatch() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    List<Example> examples = new ArrayList<>(golden.examples());
    examples.set(2, with(examples.get(2), 5, .2f, .2f, .6f));
    try (Engine engine = golden.engine(2, true)) {
      Trainer whole = trainer(engine);
      double loss = whole.gradients(examples, 0);
      for (int size = 1; size <= 3; size++) {
        Trainer parts = trainer(engine, Layers.all(), size);
        assertEquals(loss, parts.gradients(examples, 0), 1e-6);
        assertEqualGradients(whole.gradientTensors(), parts.gradientTensors(), 2e-6f);
        assertEquals(whole.norm(), parts.norm(), 1e-5 * whole.norm());
      }
    }
  }

  @Test
  void gradients_frozenLayers_haveNoneAndDoNotCountInTheNorm() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    try (Engine engine = golden.engine(1, true)) {
      Trainer all = trainer(engine);
      all.gradients(golden.examples(), 0);
      Trainer frozen = trainer(engine, new Layers(1, 2, false), Integer.MAX_VALUE);
      frozen.gradients(golden.examples(), 0);
      double squares = 0;
      for (Map.Entry<String, float[]> one : all.gradientTensors().entrySet()) {
        boolean trains =
            !one.getKey().startsWith("embeddings") && !one.getKey().contains("layer.0.");
        float[] got = frozen.gradientTensors().get(one.getKey());
        assertArrayEquals(trains ? one.getValue() : new float[got.length], got, one.getKey());
        squares += trains ? Vectors.squares(one.getValue()) : 0;
      }
      assertEquals(Math.sqrt(squares), frozen.norm(), 1e-5 * frozen.norm());
    }
  }
}
