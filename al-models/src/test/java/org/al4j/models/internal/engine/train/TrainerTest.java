package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates of the real trainer against dense ones, layer by layer. */
class TrainerTest {
  private static final double RATE = 1e-3;

  /** Sequences of other words every time; more of both later, and five words never. */
  private static List<Example> batch(Golden golden, int step) {
    SplittableRandom random = new SplittableRandom(step);
    int words = (golden.config().vocabulary() - 5) / (step < 25 ? 2 : 1);
    List<Example> batch = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int length = 2 + random.nextInt(golden.config().positions() / (step < 25 ? 4 : 1) - 2);
      int[] ids = random.ints(length, 0, words).toArray();
      batch.add(Example.of(new Sequence(ids, null), random.nextInt(3), Golden.CLASSES));
    }
    return batch;
  }

  /** Every tensor is updated as a whole from the gradients, and written back. */
  private static void denseUpdate(
      Engine engine, Optimizer optimizer, Map<String, TensorState> states, List<Example> batch) {
    Trainer gradients = new Trainer(engine, new Trainer.Options(0, false, 1, false));
    gradients.gradients(batch, 0);
    float scale = (float) Math.min(1, 1 / (gradients.norm() + 1e-6));
    Map<String, Tensor> tensors = engine.tensors();
    gradients
        .gradientTensors()
        .forEach(
            (name, gradient) -> {
              Tensor tensor = tensors.get(name);
              for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= scale;
              }
              boolean decays = name.endsWith("weight") && !name.contains("orm.");
              states
                  .computeIfAbsent(name, key -> TensorState.of(optimizer, tensor.shape()))
                  .update(
                      FloatBuffer.wrap(tensor.values()),
                      gradient,
                      0,
                      new Update.Step(RATE, 1, decays ? optimizer.weightDecay() : 0, 1));
            });
    write(engine, tensors);
  }

  private static void write(Engine engine, Map<String, Tensor> tensors) {
    for (Parameter parameter : engine.weights().parameters()) {
      int at = 0;
      for (String name : parameter.tensors()) {
        float[] values = tensors.get(name).values();
        engine.weights().buffer(parameter).put(at, values);
        at += values.length;
      }
    }
    for (EmbeddingTable table : engine.network().tables()) {
      float[] values = tensors.get(table.tensor()).values();
      System.arraycopy(values, 0, engine.weights().table(table), 0, values.length);
    }
  }

  private static void assertTensors(Engine want, Engine got) {
    Map<String, Tensor> wanted = want.tensors();
    got.tensors()
        .forEach(
            (name, tensor) -> {
              if (!Golden.isKeyBias(name)) { // AdamW makes steps of noise there
                Golden.assertClose(name, wanted.get(name).values(), tensor.values());
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert/seqcls", "distilbert/seqcls"})
  void update_fiftyStepsOfDifferentRows_equalDenseAdamW(String path) throws IOException {
    Golden golden = Golden.of(path);
    Optimizer optimizer = new Optimizer.AdamW(.5); // so large that one missed decay shows
    Map<String, TensorState> states = new LinkedHashMap<>();
    try (Engine rows = golden.engine(1, true);
        Engine dense = golden.engine(1, true)) {
      Trainer trainer = new Trainer(rows, new Trainer.Options(.5, false, 1, false));
      for (int step = 0; step < 50; step++) {
        trainer.update(batch(golden, step), RATE, 0);
        denseUpdate(dense, optimizer, states, batch(golden, step));
        if (step == 30) {
          trainer.finish(); // as before a save in between
          assertTensors(dense, rows);
        }
      }
      float[] before = rows.weights().table(0).clone();
      trainer.finish();
      float[] after = rows.weights().table(0);
      assertFalse(Arrays.equals(before, after), "some words were never looked up");
      assertTensors(dense, rows);
    }
  }

  @Test
  void update_adafactor_treatsEveryTensorOfAStackByItself() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    Optimizer optimizer = new Optimizer.Adafactor(.1, true, false);
    Map<String, TensorState> states = new LinkedHashMap<>();
    try (Engine stacked = golden.engine(2, true);
        Engine dense = golden.engine(2, true)) {
      Trainer trainer = new Trainer(stacked, options(optimizer, Layers.all()));
      for (int step = 0; step < 5; step++) {
        trainer.update(batch(golden, step), RATE, 0);
        denseUpdate(dense, optimizer, states, batch(golden, step));
      }
      trainer.finish();
      assertTensors(dense, stacked);
    }
  }

  private static Trainer.Options options(Optimizer optimizer, Layers layers) {
    return new Trainer.Options(optimizer, layers, false, 1, false, Integer.MAX_VALUE);
  }

  /** The largest change of a tensor whose name begins so. */
  private static double change(Map<String, Tensor> before, Engine engine, String prefix) {
    double largest = 0;
    for (Map.Entry<String, Tensor> one : engine.tensors().entrySet()) {
      float[] values = one.getValue().values();
      for (int i = 0; one.getKey().startsWith(prefix) && i < values.length; i++) {
        float was = before.get(one.getKey()).values()[i];
        largest = Math.max(largest, Math.abs(values[i] - was));
      }
    }
    return largest;
  }

  /** The first step of AdamW is the rate, whatever the gradient. */
  @Test
  void update_layerDecay_stepsByTheLayersShareOfTheRate() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    try (Engine engine = golden.engine(1, true)) {
      Map<String, Tensor> before = engine.tensors();
      Trainer trainer =
          new Trainer(engine, options(new Optimizer.AdamW(0), new Layers(.5, 0, false)));
      trainer.update(golden.examples(), RATE, 0);
      assertEquals(RATE, change(before, engine, "classifier"), 1e-6);
      assertEquals(RATE, change(before, engine, "pooler"), 1e-6);
      assertEquals(RATE / 2, change(before, engine, "encoder.layer.1."), 1e-6);
      assertEquals(RATE / 4, change(before, engine, "encoder.layer.0."), 1e-6);
      assertEquals(RATE / 8, change(before, engine, "embeddings."), 1e-6);
    }
  }

  @Test
  void update_gradualUnfreezing_movesOneMoreLayerAnEpoch() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    List<String> parts =
        List.of("embeddings", "transformer.layer.0.", "transformer.layer.1.", "pre_classifier");
    try (Engine engine = golden.engine(2, true)) {
      Trainer trainer =
          new Trainer(engine, options(new Optimizer.AdamW(.1), new Layers(1, 0, true)));
      for (int epoch = 0; epoch < 5; epoch++) {
        Map<String, Tensor> before = engine.tensors();
        trainer.epoch(epoch);
        trainer.update(golden.examples(), RATE, 0);
        trainer.finish();
        for (int depth = 0; depth < parts.size(); depth++) {
          boolean moved = change(before, engine, parts.get(depth)) > 0;
          assertEquals(depth >= 3 - epoch, moved, parts.get(depth) + " in epoch " + epoch);
        }
      }
    }
  }

  @Test
  void update_parameterThatUnfreezesLate_startsAsAdamWDoes() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer =
          new Trainer(engine, options(new Optimizer.AdamW(0), new Layers(1, 0, true)));
      trainer.epoch(0);
      for (int step = 0; step < 3; step++) {
        trainer.update(golden.examples(), RATE, 0);
      }
      Map<String, Tensor> before = engine.tensors();
      trainer.epoch(1);
      trainer.update(golden.examples(), RATE, 0);
      double step = change(before, engine, "encoder.layer.1.");
      assertTrue(Math.abs(step - RATE) < 1e-6, "a first step, not a fourth: " + step);
    }
  }
}
