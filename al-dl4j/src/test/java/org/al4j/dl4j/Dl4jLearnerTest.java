package org.al4j.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TargetText;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.models.transformer.Recipe;
import org.al4j.testkit.FakeTexts;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class Dl4jLearnerTest {
  private static final List<Labelled<ClassLabel>> ITEMS = SmallNetworks.texts().items();
  private static final LabelSpace LABELS = SmallNetworks.texts().labels();
  private static final List<Instance> XS = SmallNetworks.instances(SmallNetworks.texts());

  static Map<Output, float[]> rows(AcquisitionModel model, List<Instance> xs) {
    Map<Output, float[]> all = new TreeMap<>();
    model.forward(
        xs,
        model.offers(),
        block -> block.available().forEach(output -> all.put(output, block.floats(output))));
    return all;
  }

  private static void assertRows(Map<Output, float[]> expected, Map<Output, float[]> found) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((output, row) -> assertArrayEquals(row, found.get(output), output.name()));
  }

  private static Dl4jModel<ClassLabel> fit(Dl4jLearner<ClassLabel> learner, long seed) {
    return learner.fit(ITEMS, FitContext.of(LABELS, seed));
  }

  private static String refusal(MultiLayerConfiguration configuration) {
    return assertThrows(
            InvalidInputException.class, () -> Dl4jLearner.of(configuration, SmallNetworks.tfidf()))
        .getMessage();
  }

  @Test
  void logits_embeddingTimesOutputWeights_areEqualAndTheirSoftmaxIsSaid() {
    try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner();
        Dl4jModel<ClassLabel> model = fit(learner, 1)) {
      Map<Output, float[]> rows = rows(model, XS);
      float[] parameters = model.parameters();
      float[] embedding = rows.get(Output.EMBEDDING); // [n, 8]
      int weights = parameters.length - 27; // [8, 3] by columns, then [3]
      for (int i = 0; i < XS.size(); i++) {
        double[] z = new double[3];
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          z[k] = parameters[weights + 24 + k];
          for (int j = 0; j < 8; j++) {
            z[k] += embedding[i * 8 + j] * parameters[weights + k * 8 + j];
          }
          sum += Math.exp(z[k]);
        }
        for (int k = 0; k < 3; k++) {
          assertEquals(z[k], rows.get(Output.LOGITS)[i * 3 + k], 1e-5);
          assertEquals(Math.exp(z[k]) / sum, rows.get(Output.PROBABILITIES)[i * 3 + k], 1e-6);
        }
      }
    }
  }

  @Test
  void fit_fewTexts_learnsThem() {
    try (Dl4jLearner<ClassLabel> learner =
            SmallNetworks.learner().withUpdates(new Recipe.Updates(30, 16, 1, 0, 4));
        Dl4jModel<ClassLabel> model = fit(learner, 1)) {
      List<ClassLabel> predicted = new ArrayList<>();
      model.predict(XS, one -> predicted.add(one.annotation()));
      int right = 0;
      for (int i = 0; i < predicted.size(); i++) {
        right += predicted.get(i).equals(ITEMS.get(i).annotation()) ? 1 : 0;
      }
      assertTrue(right >= 54, right + " of 60");
    }
  }

  @Test
  void fit_seeds_decideEverythingWhateverTheConfigurationsSeed() {
    MultiLayerConfiguration first = SmallNetworks.perceptron(50, SmallNetworks.softmax(3));
    MultiLayerConfiguration second = SmallNetworks.perceptron(50, SmallNetworks.softmax(3));
    first.getConf(0).setSeed(1);
    second.getConf(0).setSeed(2);
    try (Dl4jModel<ClassLabel> one = fit(Dl4jLearner.of(first, SmallNetworks.tfidf()), 1);
        Dl4jModel<ClassLabel> same = fit(Dl4jLearner.of(second, SmallNetworks.tfidf()), 1);
        Dl4jModel<ClassLabel> other = fit(Dl4jLearner.of(first, SmallNetworks.tfidf()), 2)) {
      assertRows(rows(one, XS), rows(same, XS));
      assertFalse(Arrays.equals(one.parameters(), other.parameters()));
    }
  }

  @Test
  void fit_callersGenerator_isWhereItWas() {
    Nd4j.getRandom().setSeed(7);
    Nd4j.getRandom().nextInt();
    int expected = Nd4j.getRandom().nextInt();
    MultiLayerConfiguration configuration = SmallNetworks.perceptron(50, SmallNetworks.softmax(3));
    Nd4j.getRandom().setSeed(7); // building a configuration seeds it
    Nd4j.getRandom().nextInt();
    try (Dl4jLearner<ClassLabel> learner =
            Dl4jLearner.of(configuration, SmallNetworks.tfidf()).withUpdates(SmallNetworks.FEW);
        Dl4jModel<ClassLabel> model = fit(learner, 1)) {
      rows(model, XS);
      assertEquals(expected, Nd4j.getRandom().nextInt());
    }
  }

  @Test
  void dropoutPasses_ofOneModel_differAmongThemselvesAndRepeat() {
    try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner().withDropoutPasses(4);
        Dl4jModel<ClassLabel> model = fit(learner, 1);
        Dl4jModel<ClassLabel> other = fit(learner, 2)) {
      float[] passes = rows(model, XS).get(Output.MEMBER_PROBABILITIES); // [4, 60, 3]
      assertEquals(4 * 60 * 3, passes.length);
      Set<String> different = new java.util.TreeSet<>();
      for (int m = 0; m < 4; m++) {
        different.add(Arrays.toString(Arrays.copyOfRange(passes, m * 180, (m + 1) * 180)));
      }
      assertEquals(4, different.size());
      assertArrayEquals(passes, rows(model, XS).get(Output.MEMBER_PROBABILITIES));
      assertFalse(Arrays.equals(passes, rows(other, XS).get(Output.MEMBER_PROBABILITIES)));
    }
  }

  @Test
  void dropConnect_passes_differ() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(50)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .weightNoise(new org.deeplearning4j.nn.conf.weightnoise.DropConnect(0.5))
                    .build())
            .build();
    try (Dl4jLearner<ClassLabel> learner =
            Dl4jLearner.of(configuration, SmallNetworks.tfidf())
                .withUpdates(SmallNetworks.FEW)
                .withDropoutPasses(2);
        Dl4jModel<ClassLabel> model = fit(learner, 1)) {
      float[] passes = rows(model, XS).get(Output.MEMBER_PROBABILITIES);
      assertFalse(Arrays.equals(Arrays.copyOf(passes, 180), Arrays.copyOfRange(passes, 180, 360)));
    }
  }

  @Test
  void offers_withoutNoise_hasNoMembers() {
    OutputLayer plain =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(8)
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build();
    try (Dl4jLearner<ClassLabel> learner =
        Dl4jLearner.of(SmallNetworks.perceptron(50, plain), SmallNetworks.tfidf())) {
      assertEquals(Set.of(Output.LOGITS, Output.PROBABILITIES, Output.EMBEDDING), learner.offers());
    }
  }

  @Test
  void fits_onFourThreadsAtOnce_giveWhatTheyGiveAlone() throws Exception {
    Callable<Map<Output, float[]>> work =
        () -> {
          try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner();
              Dl4jModel<ClassLabel> model = fit(learner, 3)) {
            return rows(model, XS);
          }
        };
    Map<Output, float[]> alone = work.call();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Map<Output, float[]>> one :
          threads.invokeAll(java.util.Collections.nCopies(8, work))) {
        assertRows(alone, one.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void fit_interruptedThread_givesTheSameModelAndStaysInterrupted() {
    try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner();
        Dl4jModel<ClassLabel> model = fit(learner, 1)) {
      Thread.currentThread().interrupt();
      try (Dl4jModel<ClassLabel> second = fit(learner, 1)) {
        assertTrue(Thread.interrupted());
        assertArrayEquals(model.parameters(), second.parameters());
      }
    }
  }

  @Test
  void fitSoft_weightsOfOneAndHardTargets_equalsFit() {
    List<SoftLabelled<ClassLabel>> soft =
        ITEMS.stream()
            .map(
                item -> {
                  double[] target = new double[3];
                  target[LABELS.index(item.annotation().name())] = 1;
                  return new SoftLabelled<>(item, 1, target, SoftLabelled.GOLD);
                })
            .toList();
    try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner();
        Dl4jModel<ClassLabel> hard = fit(learner, 1);
        Dl4jModel<ClassLabel> same = learner.fitSoft(soft, FitContext.of(LABELS, 1))) {
      assertArrayEquals(hard.parameters(), same.parameters());
    }
  }

  /** Numbers come back in their unit: a constant is learnt as it is. */
  @Test
  void numbers_farFromZero_areLearntInTheirUnit() {
    var data = FakeTexts.numbers(60, 13);
    List<Labelled<RealValue>> far =
        data.items().stream()
            .map(
                item ->
                    new Labelled<>(
                        item.instance(), new RealValue(5000 + 100 * item.annotation().value())))
            .toList();
    TextFeatures features = TextFeatures.tfidf(SmallNetworks.instances(data), 60);
    try (Dl4jLearner<RealValue> learner =
            Dl4jLearner.of(
                    SmallNetworks.perceptron((int) features.shape()[0], SmallNetworks.number()),
                    features,
                    RealValue.class)
                .withUpdates(new Recipe.Updates(40, 8, 1, 0, 4));
        Dl4jModel<RealValue> model = learner.fit(far, FitContext.of(LabelSpace.none(), 1))) {
      double[] sum = {0, 0};
      double mean = far.stream().mapToDouble(item -> item.annotation().value()).average().orElse(0);
      Map<String, Double> truth = new TreeMap<>();
      far.forEach(item -> truth.put(item.instance().id(), item.annotation().value()));
      model.predict(
          SmallNetworks.instances(data),
          one -> {
            double value = truth.get(one.instance().id());
            sum[0] += Math.pow(one.annotation().value() - value, 2);
            sum[1] += Math.pow(mean - value, 2);
          });
      assertTrue(sum[0] < 0.5 * sum[1], sum[0] + " of " + sum[1]);
      assertEquals(Set.of(Output.VALUE, Output.EMBEDDING, Output.MEMBER_VALUES), model.offers());
    }
  }

  @Test
  void fit_otherNumberOfClasses_saysWhatToBuild() {
    try (Dl4jLearner<ClassLabel> learner =
        Dl4jLearner.of(
            SmallNetworks.perceptron(50, SmallNetworks.softmax(4)), SmallNetworks.tfidf())) {
      String message =
          assertThrows(InvalidInputException.class, () -> fit(learner, 1)).getMessage();
      assertEquals(
          "the output layer must give a number for each of the 3 classes [class-0, class-1,"
              + " class-2], found 4; build it with nOut(3)",
          message);
    }
  }

  @Test
  void of_otherInputSize_saysWhatToBuild() {
    String message = refusal(SmallNetworks.perceptron(49, SmallNetworks.softmax(3)));
    assertTrue(
        message.startsWith(
            "the configuration must take features of shape [50], so nIn(50) of its first layer, or"
                + " InputType.feedForward(50); it fails: "),
        message);
  }

  @Test
  void of_sequencesWithoutPooling_saysWhatToDo() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new LSTM.Builder().nIn(5).nOut(4).build())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(4)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> Dl4jLearner.of(configuration, WordVectors.random(5, 0)))
            .getMessage();
    assertTrue(message.contains("[n, C], found [3, 3, 12] for 3 texts"), message);
  }

  @Test
  void of_otherActivationLossLayerOrType_saysWhatToBuild() {
    assertTrue(
        refusal(SmallNetworks.perceptron(50, SmallNetworks.sigmoid(3)))
            .endsWith("found sigmoid; build it with activation(Activation.SOFTMAX)"));
    MultiLayerConfiguration loss =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new DenseLayer.Builder().nIn(50).nOut(3).activation(Activation.IDENTITY).build())
            .layer(
                new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build())
            .build();
    assertTrue(refusal(loss).contains("found LossLayer"), refusal(loss));
    MultiLayerConfiguration exact =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .list()
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(50)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    assertTrue(refusal(exact).contains("found DOUBLE"), refusal(exact));
  }

  @Test
  void of_graphWithTwoInputs_isRefused() {
    ComputationGraphConfiguration graph =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("a", "b")
            .addLayer("out", SmallNetworks.softmax(3), "a", "b")
            .setOutputs("out")
            .setInputTypes(InputType.feedForward(50), InputType.feedForward(50))
            .build();
    String message =
        assertThrows(
                InvalidInputException.class, () -> Dl4jLearner.of(graph, SmallNetworks.tfidf()))
            .getMessage();
    assertEquals("a graph must have one input and one output, found 2 and 1", message);
  }

  @Test
  void of_kindWithoutNumbers_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Dl4jLearner.of(
                SmallNetworks.perceptron(50, SmallNetworks.softmax(3)),
                SmallNetworks.tfidf(),
                TargetText.class));
  }

  @Test
  void fit_rateTooHigh_isRefusedByItsLoss() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(1e30))
            .list()
            .layer(new DenseLayer.Builder().nIn(50).nOut(8).activation(Activation.IDENTITY).build())
            .layer(SmallNetworks.number())
            .build();
    try (Dl4jLearner<RealValue> learner =
        Dl4jLearner.of(configuration, SmallNetworks.tfidf(), RealValue.class)) {
      var data = FakeTexts.numbers(60, 12);
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> learner.fit(data.items(), FitContext.of(data.labels(), 1)))
              .getMessage();
      assertTrue(message.contains("must be finite, found"), message);
      assertTrue(message.contains("lower the learning rate"), message);
    }
  }

  @Test
  void features_notFinite_areRefusedByTheInstancesId() {
    TextFeatures broken =
        new TextFeatures() {
          @Override
          public long[] shape() {
            return new long[] {2};
          }

          @Override
          public List<FloatTable> read(List<Instance> xs) {
            return xs.stream()
                .map(x -> FloatTable.vector(1, x.id().equals("t000007") ? Float.NaN : 0))
                .toList();
          }
        };
    try (Dl4jLearner<ClassLabel> learner =
        Dl4jLearner.of(SmallNetworks.perceptron(2, SmallNetworks.softmax(3)), broken)) {
      String message =
          assertThrows(InvalidInputException.class, () -> fit(learner, 1)).getMessage();
      assertTrue(message.startsWith("the features of instance 't000007' must be finite"), message);
    }
  }

  @Test
  void use_afterClose_isRefused() {
    try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner()) {
      Dl4jModel<ClassLabel> model = fit(learner, 1);
      model.close();
      assertThrows(
          IllegalStateException.class, () -> model.forward(XS, Set.of(Output.LOGITS), b -> {}));
    }
  }

  @Test
  void settings_otherConfigurationFeaturesOrUpdates_differ() {
    try (Dl4jLearner<ClassLabel> one = SmallNetworks.learner();
        Dl4jLearner<ClassLabel> rate =
            Dl4jLearner.of(
                    new NeuralNetConfiguration.Builder()
                        .updater(new Sgd(0.02))
                        .list()
                        .layer(new DenseLayer.Builder().nIn(50).nOut(8).build())
                        .layer(SmallNetworks.softmax(3))
                        .build(),
                    SmallNetworks.tfidf())
                .withUpdates(SmallNetworks.FEW)) {
      assertNotEquals(one.settings(), rate.settings());
      assertNotEquals(one.settings(), one.withDropoutPasses(3).settings());
      assertNotEquals(
          one.settings(), one.withUpdates(new Recipe.Updates(4, 16, 1, 12, 4)).settings());
    }
  }
}
