package org.al4j.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FloatRows;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.workspace.ND4JWorkspaceException;

class TextCnnTest {
  private static final int WIDTH = 3;
  private static final int CLASSES = 3;
  private static final long[] SHAPE = {TextFeatures.VARIES, WIDTH};
  private static final TextCnn PLAIN = new TextCnn(2, List.of(3, 4, 5), 0, 0.001);

  /** Texts of 7, 1 and 4 words. */
  private static List<FloatTable> texts() {
    SplittableRandom random = new SplittableRandom(5);
    List<FloatTable> texts = new ArrayList<>();
    for (int words : new int[] {7, 1, 4}) {
      float[] values = new float[words * WIDTH];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (2 * random.nextDouble() - 1);
      }
      texts.add(FloatTable.matrix(values, words, WIDTH));
    }
    return texts;
  }

  /** By the definition, from the network's own weights. */
  private static double[] scores(Dl4jNetwork network, FloatTable text) {
    List<Double> pooled = new ArrayList<>();
    Layer output = null;
    for (Layer layer : network.layers()) {
      if (layer.paramTable().isEmpty()) {
        continue;
      }
      INDArray weights = layer.getParam("W");
      if (weights.rank() == 2) {
        output = layer;
        continue;
      }
      for (int f = 0; f < weights.size(0); f++) {
        pooled.add(largest(weights, layer.getParam("b").getDouble(f), f, text));
      }
    }
    double[] scores = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      scores[k] = output.getParam("b").getDouble(k);
      for (int j = 0; j < pooled.size(); j++) {
        scores[k] += pooled.get(j) * output.getParam("W").getDouble(j, k);
      }
    }
    return scores;
  }

  private static double largest(INDArray weights, double bias, int filter, FloatTable text) {
    double[] flat = FloatRows.doubles(weights); // whatever its shape says, [words, d, filters]
    int filters = (int) weights.size(0);
    int size = (int) weights.size(2);
    int words = (int) text.shape()[0];
    double largest = Double.NEGATIVE_INFINITY;
    for (int at = 0; at < words; at++) {
      double sum = bias;
      for (int w = 0; w < size; w++) {
        int word = at + w - (size - 1) / 2;
        for (int k = 0; k < WIDTH && word >= 0 && word < words; k++) {
          sum += flat[(w * WIDTH + k) * filters + filter] * text.values()[word * WIDTH + k];
        }
      }
      largest = Math.max(largest, Math.max(0, sum));
    }
    return largest;
  }

  @Test
  void scores_paddedBatch_areThoseOfTheDefinition() {
    NetworkThread.run(
        () -> {
          NetworkPlan plan = NetworkPlan.of(PLAIN.configuration(WIDTH, CLASSES));
          try (Dl4jNetwork network = plan.scoring(null);
              NetworkInput x = NetworkInput.of(texts(), SHAPE)) {
            assertArrayEquals(
                new float[] {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0},
                FloatRows.of(x.mask()));
            Dl4jNetwork.Pass pass = network.pass(x, true);
            assertEquals(3 * 6, pass.embedding().length);
            for (int i = 0; i < 3; i++) {
              double[] expected = scores(network, texts().get(i));
              for (int k = 0; k < CLASSES; k++) {
                assertEquals(expected[k], pass.scores()[i * CLASSES + k], 1e-5);
              }
            }
          }
          return true;
        });
  }

  @Test
  void gradient_inDoublePrecision_isThatOfFiniteDifferences() {
    DataType usual = Nd4j.dataType();
    DataType usualFloat = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      boolean right =
          NetworkThread.run(
              () -> {
                ComputationGraphConfiguration configuration = PLAIN.configuration(WIDTH, CLASSES);
                configuration.setDataType(DataType.DOUBLE);
                for (var vertex : configuration.getVertices().values()) {
                  if (vertex instanceof LayerVertex layer
                      && layer.getLayerConf().getLayer() instanceof BaseLayer base) {
                    base.setIUpdater(new NoOp());
                    base.setBiasUpdater(new NoOp());
                  }
                }
                ComputationGraph graph = new ComputationGraph(configuration);
                graph.init();
                NetworkInput x = NetworkInput.of(texts(), SHAPE);
                return GradientCheckUtil.checkGradients(
                    new GradientCheckUtil.GraphConfig()
                        .net(graph)
                        .inputs(new INDArray[] {x.values().castTo(DataType.DOUBLE)})
                        .inputMask(new INDArray[] {x.mask().castTo(DataType.DOUBLE)})
                        .labels(new INDArray[] {Nd4j.eye(3).castTo(DataType.DOUBLE)}));
              });
      assertTrue(right);
    } finally {
      Nd4j.setDefaultDataTypes(usual, usualFloat);
    }
  }

  /** One update of plain gradient descent at a rate of 1 is the gradient of what is promised. */
  @Test
  void update_softTargetsAndWeights_isTheGradientOfTheWeightedLoss() {
    NetworkThread.run(
        () -> {
          ComputationGraphConfiguration configuration = PLAIN.configuration(WIDTH, CLASSES);
          for (var vertex : configuration.getVertices().values()) {
            if (vertex instanceof LayerVertex layer
                && layer.getLayerConf().getLayer() instanceof BaseLayer base) {
              base.setIUpdater(new Sgd(1));
            }
          }
          NetworkPlan plan = NetworkPlan.of(configuration);
          float[] targets = {0.5f, 0.25f, 0.25f, 0, 1, 0, 0.1f, 0.2f, 0.7f};
          float[] weights = {2, 0.5f, 1};
          try (Dl4jNetwork network = plan.training(3);
              NetworkInput x = NetworkInput.of(texts(), SHAPE)) {
            float[] before = FloatRows.of(network.parameters());
            network.fit(
                x,
                Nd4j.create(targets, new long[] {3, 3}, 'c'),
                Nd4j.create(weights, new long[] {3, 1}, 'c'));
            float[] after = FloatRows.of(network.parameters());
            for (int p = 0; p < before.length; p += 3) {
              double step = 2e-3;
              double up = loss(plan, moved(before, p, step), x, targets, weights);
              double down = loss(plan, moved(before, p, -step), x, targets, weights);
              assertEquals((up - down) / (2 * step), before[p] - after[p], 2e-3, "parameter " + p);
            }
          }
          return true;
        });
  }

  private static float[] moved(float[] parameters, int p, double by) {
    float[] moved = parameters.clone();
    moved[p] += (float) by;
    return moved;
  }

  private static double loss(
      NetworkPlan plan, float[] parameters, NetworkInput x, float[] targets, float[] weights) {
    try (Dl4jNetwork network =
        plan.scoring(Nd4j.create(parameters, new long[] {1, parameters.length}, 'c'))) {
      float[] scores = network.pass(x, false).scores();
      double loss = 0;
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += Math.exp(scores[i * 3 + k]);
        }
        for (int k = 0; k < 3; k++) {
          loss -= weights[i] * targets[i * 3 + k] * (scores[i * 3 + k] - Math.log(sum));
        }
      }
      return loss / 3;
    }
  }

  /** Why there is a {@link WeightedLoss}. Fails when the defect goes away. */
  @Test
  void labelMask_ofTwo_alsoMultipliesTheScoresInDeeplearning4j() {
    NetworkThread.run(
        () -> {
          MultiLayerNetwork network =
              new MultiLayerNetwork(
                  new NeuralNetConfiguration.Builder()
                      .seed(1)
                      .updater(new Sgd(1))
                      .list()
                      .layer(
                          new OutputLayer.Builder(LossFunction.MCXENT)
                              .nIn(1)
                              .nOut(2)
                              .activation(Activation.SOFTMAX)
                              .build())
                      .build());
          network.init();
          network.setParams(Nd4j.createFromArray(new float[][] {{1, 0, 0, 0}})); // W, then b
          INDArray x = Nd4j.createFromArray(new float[][] {{1}, {1}});
          INDArray target = Nd4j.createFromArray(new float[][] {{1, 0}, {1, 0}});
          network.fit(x, target, null, Nd4j.createFromArray(new float[][] {{2}, {2}}));
          double right = 2 * (1 / (1 + Math.exp(1.0)));
          double found = 2 * (1 / (1 + Math.exp(2.0)));
          assertNotEquals(right, network.params().getDouble(2), 1e-3);
          assertEquals(found, network.params().getDouble(2), 1e-5);
          return true;
        });
  }

  /** Why {@link NetworkPlan#scoring} has no workspaces. Fails when the defect goes away. */
  @Test
  void output_inTrainingModeWithWorkspacesAndDropoutAtTheEnd_failsInDeeplearning4j() {
    NetworkThread.run(
        () -> {
          ComputationGraph graph =
              new ComputationGraph(TextCnn.defaults().configuration(WIDTH, CLASSES));
          graph.init();
          INDArray x = Nd4j.zeros(DataType.FLOAT, 2, WIDTH, 6);
          assertThrows(ND4JWorkspaceException.class, () -> graph.output(true, x));
          return true;
        });
  }

  @Test
  void named_parameters_areReadAndCheckedByName() {
    try (var learner =
        Learners.named(
            "cnn",
            Map.of("filters", "7", "widths", "2+3", "dropout", "0.2", "width", "6"),
            ClassLabel.class)) {
      assertEquals("7", learner.settings().get("cnn.filters"));
      assertEquals("[2, 3]", learner.settings().get("cnn.widths"));
      assertTrue(learner.describe().startsWith("a CNN of 7 filters of [2, 3] words"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "width      | 0     | cnn: width must be a whole number from 1 to 100000, found '0'",
        "max-length | 0     | cnn: max-length must be a whole number from 1 to 100000, found '0'",
        "filters    | many  | cnn: filters must be a whole number from 1 to 100000, found 'many'",
        "widths     | 3+3   | cnn: widths must be different whole numbers from 1 to 100000, as in"
            + " 3+4+5, found '3+3'",
        "dropout    | 1     | cnn: dropout must be a number in [0, 1), found '1'",
        "unknown    | drop  | cnn: unknown must be zero or skip, found 'drop'",
        "epochs     | 0     | cnn: epochs must be a whole number of at least 1, found '0'",
        "vectors    | ''    | cnn: vectors must be the path of a file, found ''",
        "vectors    | no.txt | no.txt: word vectors cannot be read: no such file or folder",
      })
  void named_aWrongParameter_isRefusedByItsName(String name, String value, String message) {
    Map<String, String> wrong = Map.of(name, value);
    assertEquals(
        message,
        assertThrows(
                InvalidInputException.class, () -> Learners.named("cnn", wrong, ClassLabel.class))
            .getMessage());
  }

  @Test
  void named_parametersThatAreUnknownOrDoNotGoTogether_areRefused() {
    assertTrue(
        refusal(Map.of("filter", "7"))
            .startsWith(
                "cnn has no parameter 'filter'; nearest: filters; known parameters: batch"));
    assertEquals(
        "cnn: width is for drawn vectors, those of a file have theirs; leave it out",
        refusal(Map.of("vectors", "no.txt", "width", "3")));
  }

  private static String refusal(Map<String, String> wrong) {
    return assertThrows(
            InvalidInputException.class, () -> Learners.named("cnn", wrong, ClassLabel.class))
        .getMessage();
  }

  @Test
  void fit_ofOneClassAlone_isRefused() {
    List<Labelled<ClassLabel>> one =
        List.of(new Labelled<>(Instance.ofText("i", "text"), new ClassLabel("a")));
    try (Learner<ClassLabel, ?> learner =
        Learners.named("cnn", Map.of("width", "6"), ClassLabel.class)) {
      assertEquals(
          "a network that learns one class a text needs two classes or more, found [a]; declare the"
              + " others, too",
          assertThrows(
                  InvalidInputException.class,
                  () -> learner.fit(one, FitContext.of(LabelSpace.of("a"), 1)))
              .getMessage());
    }
  }
}
