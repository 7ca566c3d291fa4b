package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Embedder;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses that Java computes, against the network's own and against finite differences. */
class OutputLossTest {
  private static final int[] IGNORED = {Example.IGNORED};

  private static Trainer trainer(Engine engine, OutputLoss loss, boolean dropout, int microBatch) {
    Trainer.Options options =
        new Trainer.Options(Optimizer.adamW(), Layers.all(), false, 1, dropout, microBatch);
    return new Trainer(engine, options, loss);
  }

  /** The mean cross-entropy over the examples, or over the labelled tokens. */
  private record CrossEntropy(int classes) implements OutputLoss {
    @Override
    public List<String> ports() {
      return List.of(Ports.LOGITS);
    }

    @Override
    public double apply(GraphOutputs outputs) {
      double mass = outputs.update().stream().mapToDouble(Example::mass).sum();
      return outputs.sum(part -> part(part, outputs, mass));
    }

    private double part(GraphOutputs.Part part, GraphOutputs outputs, double mass) {
      float[] p = part.values(Ports.LOGITS);
      double sum = 0;
      for (int i = 0; i < part.positions().length; i++) {
        Example example = outputs.examples().get(part.positions()[i]);
        boolean tokens = example.labels().length > 0;
        int[] labels = tokens ? example.labels() : IGNORED;
        for (int j = 0; j < labels.length; j++) {
          if (!tokens || labels[j] != Example.IGNORED) {
            int row = tokens ? part.batch().starts()[i] + j : i;
            int label = tokens ? labels[j] : Rows.argmax(example.target(), 0, classes);
            float[] gradient =
                Rows.softmax(Arrays.copyOfRange(p, row * classes, (row + 1) * classes), classes, 1);
            sum -= Math.log(gradient[label]);
            gradient[label] -= 1;
            for (int k = 0; k < classes; k++) {
              gradient[k] = (float) (gradient[k] / mass);
            }
            part.add(Ports.LOGITS, row * classes, gradient);
          }
        }
      }
      return sum / mass;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bert/seqcls, true", "bert/seqcls, false", "distilbert/seqcls, true", "gpt2/seqcls, true",
    "bert/mlm, true", "bert/tokcls, false", "electra/seqcls, true", "gpt2/lm, true"
  })
  void gradients_crossEntropyOutside_equalTheOwnLoss(String path, boolean kernels)
      throws IOException {
    Golden golden = Golden.of(path);
    try (Engine engine = golden.engine(2, kernels)) {
      CrossEntropy loss = new CrossEntropy(golden.outputs());
      for (boolean dropout : new boolean[] {false, true}) {
        Trainer own = trainer(engine, null, dropout, 9);
        Trainer outside = trainer(engine, loss, dropout, 9);
        assertEquals(
            own.gradients(golden.examples(), 5), outside.gradients(golden.examples(), 5), 1e-5);
        Map<String, float[]> want = own.gradientTensors();
        Map<String, float[]> got = outside.gradientTensors();
        assertEquals(want.keySet(), got.keySet());
        want.forEach((name, values) -> assertEqual(name, values, got.get(name)));
        assertEquals(own.norm(), outside.norm(), 1e-5 * own.norm());
      }
    }
  }

  private static void assertEqual(String name, float[] want, float[] got) {
    double largest = 0;
    for (float value : want) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(want, got, (float) (2e-6 * Math.max(1, largest)), name);
  }

  /** {@code sum over ports of w * port}, w a wave, and for the last states their pooled norm. */
  private record Mixed(List<String> ports) implements OutputLoss {
    @Override
    public double apply(GraphOutputs outputs) {
      double n = outputs.update().size();
      double sum = 0;
      for (String port : ports) {
        sum += outputs.sum(part -> wave(part, port, n));
      }
      return sum;
    }

    private static double wave(GraphOutputs.Part part, String port, double n) {
      float[][] means = new MeanPooling(port).vectors(part);
      double sum = 0;
      for (int i = 0; i < means.length; i++) {
        float[] gradient = new float[means[i].length];
        for (int k = 0; k < gradient.length; k++) {
          double w = Math.sin(k + part.positions()[i]) / n;
          sum += w * means[i][k] * means[i][k];
          gradient[k] = (float) (2 * w * means[i][k]);
        }
        new MeanPooling(port).add(part, i, gradient);
      }
      return sum;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bert/base, 'hidden.2', true",
    "bert/base, 'hidden.2', false",
    "bert/base, 'hidden.0 hidden.1 attention.1.projected', true",
    "bert/seqcls, 'hidden.1 hidden.2', true",
    "gpt2/base, 'hidden.1 attention.0.projected', true",
    "electra/base, 'attention.1.projected hidden.0', true"
  })
  void gradients_ofMeans_equalFiniteDifferences(String path, String ports, boolean kernels)
      throws IOException {
    Golden golden = Golden.of(path);
    Mixed loss = new Mixed(List.of(ports.split(" ")));
    try (Engine engine = golden.engine(2, kernels)) {
      Trainer trainer = trainer(engine, loss, false, 3);
      trainer.gradients(golden.examples(), 0);
      int checked = 0;
      for (Map.Entry<String, float[]> one : trainer.gradientTensors().entrySet()) {
        checked += check(engine, trainer, golden, one.getKey(), one.getValue());
      }
      assertTrue(checked >= 12, "only " + checked + " numbers were looked at");
    }
  }

  /** One number of each tensor of the graph, the one with the largest gradient. */
  private static int check(
      Engine engine, Trainer trainer, Golden golden, String name, float[] gradient) {
    Optional<Parameter> parameter =
        engine.weights().parameters().stream().filter(p -> p.tensors().contains(name)).findFirst();
    if (parameter.isEmpty()) {
      return 0; // a table
    }
    int place = 0;
    for (int i = 0; i < gradient.length; i++) {
      place = Math.abs(gradient[i]) > Math.abs(gradient[place]) ? i : place;
    }
    int at = parameter.get().tensors().indexOf(name) * gradient.length + place;
    FloatBuffer buffer = engine.weights().buffer(parameter.get());
    float before = buffer.get(at);
    float step = 2e-3f;
    buffer.put(at, before + step);
    double above = trainer.gradients(golden.examples(), 0);
    buffer.put(at, before - step);
    double below = trainer.gradients(golden.examples(), 0);
    buffer.put(at, before);
    double slope = (above - below) / (2 * step);
    assertEquals(slope, gradient[place], 2e-3 * Math.max(1, Math.abs(slope)), name);
    return 1;
  }

  @Test
  void update_layersAboveThePorts_stayAsTheyAre() throws IOException {
    Golden golden = Golden.of("bert/base");
    try (Engine engine = golden.engine(1, true)) {
      Map<String, Tensor> before = engine.tensors();
      Trainer trainer = trainer(engine, new Mixed(List.of(Ports.hidden(1))), false, 9);
      trainer.update(golden.examples(), 1e-3, 0);
      trainer.finish();
      engine
          .tensors()
          .forEach(
              (name, tensor) -> {
                boolean same = Arrays.equals(before.get(name).values(), tensor.values());
                boolean above = name.startsWith("encoder.layer.1.") || name.startsWith("pooler");
                assertEquals(above, same, name);
              });
    }
  }

  /** Each part is told where its sequences stood, whatever the lanes took. */
  @Test
  void outputs_severalLanes_knowWhereTheSequencesStood() throws IOException {
    Golden golden = Golden.of("bert/base");
    String port = Ports.hidden(golden.config().layers());
    List<float[][]> seen = new ArrayList<>();
    OutputLoss spy =
        new OutputLoss() {
          @Override
          public List<String> ports() {
            return List.of(port);
          }

          @Override
          public double apply(GraphOutputs outputs) {
            seen.add(new MeanPooling(port).vectors(outputs));
            return 0;
          }
        };
    for (int lanes = 1; lanes <= 3; lanes++) {
      try (Engine engine = golden.engine(lanes, true)) {
        trainer(engine, spy, false, 9).gradients(golden.examples(), 0);
      }
    }
    try (Engine engine = golden.engine(1, true)) {
      float[] want = new Embedder(engine).mean(golden.sequences());
      int width = golden.config().hidden();
      for (float[][] vectors : seen) {
        for (int i = 0; i < vectors.length; i++) {
          float[] row = Arrays.copyOfRange(want, i * width, (i + 1) * width);
          assertArrayEquals(row, vectors[i], 1e-5f);
        }
      }
    }
    assertEquals(3, seen.size());
  }
}
