package org.al4j.models.setfit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Embedder;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.Trainer;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosineLossTest {
  private static final float[][] VECTORS = {{1, 2, -1}, {.5f, -1, 2}, {2, .25f, 0}, {-1, 1, 3}};
  private static final List<Pair> PAIRS =
      List.of(
          new Pair(0, 1, true),
          new Pair(0, 2, false),
          new Pair(1, 3, false),
          new Pair(2, 3, true),
          new Pair(0, 2, false));

  /** {@code mse_loss(cosine_similarity(u, v), y)} of PyTorch 1.13 in float64, and its gradient. */
  @Test
  void loss_smallVectors_isPyTorchsWithItsGradient() {
    double[][] expected = {
      {0.004557579, -0.067148933, -0.129740287},
      {-0.19881238, -0.096400506, 0.001502842},
      {-0.008480935, 0.067847476, -0.308554111},
      {-0.110655071, -0.074806466, -0.011949535}
    };
    double[][] slopes = new double[4][3];
    assertEquals(1.0183359328439208, CosineLoss.loss(VECTORS, PAIRS, slopes), 1e-12);
    for (int i = 0; i < 4; i++) {
      for (int k = 0; k < 3; k++) {
        assertEquals(expected[i][k], slopes[i][k], 1e-9, i + " " + k);
      }
    }
  }

  @Test
  void loss_everyNumberMoved_slopeIsTheDifference() {
    double[][] slopes = new double[4][3];
    CosineLoss.loss(VECTORS, PAIRS, slopes);
    float step = 1f / 1024;
    for (int i = 0; i < 4; i++) {
      for (int k = 0; k < 3; k++) {
        float[][] more =
            IntStream.range(0, 4).mapToObj(r -> VECTORS[r].clone()).toArray(float[][]::new);
        float[][] less =
            IntStream.range(0, 4).mapToObj(r -> VECTORS[r].clone()).toArray(float[][]::new);
        more[i][k] += step;
        less[i][k] -= step;
        double difference =
            CosineLoss.loss(more, PAIRS, new double[4][3])
                - CosineLoss.loss(less, PAIRS, new double[4][3]);
        assertEquals(difference / (2 * step), slopes[i][k], 1e-6, i + " " + k);
      }
    }
  }

  /** Through the whole encoder: along the gradient the loss rises by its squared length. */
  @ParameterizedTest
  @ValueSource(strings = {"bert/base", "distilbert/base", "roberta/base", "gpt2/base"})
  void gradients_throughTheEncoder_riseAsDifferencesSay(String path) {
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path("models/" + path))) {
      Architecture architecture = Architectures.of(checkpoint.config());
      List<Sequence> texts = texts(checkpoint.config().vocabulary());
      Map<String, float[]> slopes;
      try (Engine engine =
          Engine.create(architecture.graphs(Head.ENCODER), 0, checkpoint::tensor)) {
        CosineLoss loss = new CosineLoss(Ports.hidden(engine.network().layers()));
        loss.next(PAIRS);
        Trainer trainer = new Trainer(engine, new Trainer.Options(0, false, 1, false), loss);
        double now =
            trainer.gradients(
                texts.stream().map(text -> new Example(text, new float[0], 1)).toList(), 0);
        slopes = trainer.gradientTensors();
        assertEquals(loss(engine, texts), now, 1e-6);
      }
      double squares =
          slopes.values().stream()
              .flatMapToDouble(
                  all -> IntStream.range(0, all.length).mapToDouble(i -> (double) all[i] * all[i]))
              .sum();
      assertTrue(squares > 1e-6, "a gradient: " + squares);
      double step = 2e-3 / Math.sqrt(squares);
      double rise =
          moved(checkpoint, slopes, step, texts) - moved(checkpoint, slopes, -step, texts);
      assertEquals(1, rise / (2 * step) / squares, .02);
    }
  }

  private static List<Sequence> texts(int vocabulary) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, 4)
        .mapToObj(i -> new Sequence(random.ints(3 + 2L * i, 1, vocabulary).toArray(), null))
        .toList();
  }

  private static double moved(
      Checkpoint checkpoint, Map<String, float[]> slopes, double step, List<Sequence> texts) {
    Architecture architecture = Architectures.of(checkpoint.config());
    try (Engine engine =
        Engine.create(
            architecture.graphs(Head.ENCODER),
            0,
            name -> along(checkpoint.tensor(name), slopes.get(name), step))) {
      return loss(engine, texts);
    }
  }

  private static Tensor along(Tensor tensor, float[] slope, double step) {
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (step * slope[i]);
    }
    return new Tensor(tensor.shape(), values);
  }

  private static double loss(Engine engine, List<Sequence> texts) {
    int width = engine.network().hidden();
    float[] means = new Embedder(engine).mean(texts);
    float[][] vectors = new float[texts.size()][width];
    for (int i = 0; i < vectors.length; i++) {
      System.arraycopy(means, i * width, vectors[i], 0, width);
    }
    return CosineLoss.loss(vectors, PAIRS, new double[vectors.length][width]);
  }
}
