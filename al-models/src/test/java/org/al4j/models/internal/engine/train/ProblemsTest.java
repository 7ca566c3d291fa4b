package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.HeadedNetwork;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Network;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequence heads whose outputs are sigmoids or a number. */
class ProblemsTest {
  private static Engine engine(Golden golden, ProblemType problem, int classes, int lanes) {
    Purpose purpose = new Purpose(Head.SEQUENCE_CLASSIFICATION, classes, problem);
    Network network = new HeadedNetwork(golden.architecture(), purpose);
    try (SafeTensors file = golden.file("model")) {
      Weights weights =
          new Weights(network, name -> rows(network, name, file.tensor(golden.stored(name))));
      return new Engine(
          weights, golden.architecture().graphs(purpose.head(), problem), lanes, true);
    }
  }

  /** Of the last layer the first rows, as many as there are classes. */
  private static Tensor rows(Network network, String name, Tensor tensor) {
    if (!network.outputLayer().contains(name)) {
      return tensor;
    }
    long[] shape = tensor.shape().clone();
    int width = (int) (Shapes.length(shape) / shape[0]);
    shape[0] = network.objective().outputs();
    return new Tensor(shape, Arrays.copyOf(tensor.values(), (int) shape[0] * width));
  }

  private static Trainer trainer(Engine engine) {
    return new Trainer(engine, new Trainer.Options(0, true, Double.POSITIVE_INFINITY, false));
  }

  /** The examples with the targets that PyTorch had. */
  private static List<Example> severalClasses(Golden golden) {
    JsonNode targets = golden.expected().at("/extra_losses/multi_label_targets");
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      float[] target = new float[Golden.CLASSES];
      for (int k = 0; k < target.length; k++) {
        target[k] = (float) targets.get(i).get(k).asDouble();
      }
      examples.add(new Example(golden.sequences().get(i), target, 1));
    }
    return examples;
  }

  private static List<Example> numbers(Golden golden) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < golden.sequences().size(); i++) {
      examples.add(
          new Example(golden.sequences().get(i), new float[] {1.5f * i - 2}, i % 2 + 0.5f));
    }
    return examples;
  }

  @ParameterizedTest
  @CsvSource({"bert, 1", "bert, 2", "distilbert, 1", "electra, 2", "roberta, 3"})
  void gradients_severalClasses_haveTheLossOfPyTorchsBceWithLogits(String family, int lanes)
      throws IOException {
    Golden golden = Golden.of(family + "/seqcls");
    double want = golden.expected().at("/extra_losses/bce_with_logits_mean").asDouble();
    float[] z = golden.numbers("/logits");
    List<Example> examples = severalClasses(golden);
    float[] slope = new float[Golden.CLASSES]; // of the last biases: mean of s(z) - t, by hand
    for (int i = 0; i < examples.size(); i++) {
      for (int k = 0; k < slope.length; k++) {
        double p = 1 / (1 + Math.exp(-z[i * slope.length + k]));
        slope[k] += (float) ((p - examples.get(i).target()[k]) / (examples.size() * slope.length));
      }
    }
    try (Engine engine =
        engine(golden, ProblemType.MULTI_LABEL_CLASSIFICATION, Golden.CLASSES, lanes)) {
      Trainer trainer = trainer(engine);
      assertEquals(want, trainer.gradients(examples, 0), 1e-5);
      String bias = golden.outputBias();
      assertArrayEquals(slope, trainer.gradientTensors().get(bias), 1e-5f);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert", "electra", "roberta"})
  void gradients_number_haveTheWeightedMeanSquaredError(String family) throws IOException {
    Golden golden = Golden.of(family + "/seqcls");
    float[] z = golden.numbers("/logits");
    List<Example> examples = numbers(golden);
    double weight = 0;
    double want = 0;
    double slope = 0;
    for (int i = 0; i < examples.size(); i++) {
      Example one = examples.get(i);
      double error = z[i * Golden.CLASSES] - one.target()[0];
      weight += one.weight();
      want += one.weight() * error * error;
      slope += one.weight() * 2 * error;
    }
    try (Engine engine = engine(golden, ProblemType.REGRESSION, 1, 2)) {
      Trainer trainer = trainer(engine);
      assertEquals(want / weight, trainer.gradients(examples, 0), 1e-5);
      String bias = golden.outputBias();
      assertEquals(slope / weight, trainer.gradientTensors().get(bias)[0], 1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"MULTI_LABEL_CLASSIFICATION, 3", "MULTI_LABEL_CLASSIFICATION, 2", "REGRESSION, 1"})
  void gradients_deepWeights_equalFiniteDifferences(ProblemType problem, int classes)
      throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < golden.sequences().size(); i++) {
      float[] target = new float[classes];
      for (int k = 0; k < classes; k++) {
        target[k] = problem == ProblemType.REGRESSION ? i - 1.5f : (i + 2 * k) % 4 / 3f; // soft
      }
      examples.add(new Example(golden.sequences().get(i), target, 1 + i));
    }
    try (Engine engine = engine(golden, problem, classes, 1)) {
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
      double largest = 0;
      for (int i = 0; i < gradient.length; i += 3) {
        float before = engine.weights().buffer(bias).get(i);
        engine.weights().buffer(bias).put(i, before + step);
        double above = trainer.gradients(examples, 0);
        engine.weights().buffer(bias).put(i, before - step);
        double below = trainer.gradients(examples, 0);
        engine.weights().buffer(bias).put(i, before);
        assertEquals((above - below) / (2 * step), gradient[i], 3e-4);
        largest = Math.max(largest, Math.abs(gradient[i]));
      }
      assertTrue(largest > 2e-3, "the gradients are no noise: " + largest);
    }
  }

  /** The influence of an example is the squared norm of its own gradient, weights apart. */
  @ParameterizedTest
  @CsvSource({"MULTI_LABEL_CLASSIFICATION, 3", "REGRESSION, 1"})
  void gradientNorms_eachExample_equalTheTrainersNorm(ProblemType problem, int classes)
      throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    List<Example> examples =
        problem == ProblemType.REGRESSION ? numbers(golden) : severalClasses(golden);
    try (Engine engine = engine(golden, problem, classes, 2)) {
      double[] squares = new GradientNorms(engine).squares(examples);
      Trainer trainer = trainer(engine);
      for (int i = 0; i < squares.length; i++) {
        trainer.gradients(examples.subList(i, i + 1), 0);
        assertEquals(trainer.norm(), Math.sqrt(squares[i]), 1e-4 * trainer.norm());
        trainer.apply(0);
      }
    }
  }

  @Test
  void mapOutputs_factorAndShift_moveEveryOutput() throws IOException {
    Golden golden = Golden.of("roberta/seqcls");
    try (Engine engine = engine(golden, ProblemType.REGRESSION, 1, 1)) {
      Scorer scorer = new Scorer(engine, 1);
      Scorer.Request request = new Scorer.Request(true, 2, 3);
      Scorer.Scores before = scorer.score(golden.sequences(), request);
      engine.mapOutputs(30, -7);
      Scorer.Scores after = scorer.score(golden.sequences(), request);
      for (int i = 0; i < before.logits().length; i++) {
        assertEquals(30 * before.logits()[i] - 7, after.logits()[i], 1e-4);
      }
      for (int i = 0; i < before.members().length; i++) {
        assertEquals(30 * before.members()[i] - 7, after.members()[i], 1e-4);
      }
      assertArrayEquals(before.features(), after.features());
    }
  }
}
