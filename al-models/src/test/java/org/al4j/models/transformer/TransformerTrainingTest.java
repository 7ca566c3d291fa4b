package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.FineTuning;
import org.al4j.models.internal.text.TextEncoder;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.training.ClassWeights;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;
import org.junit.jupiter.api.Test;

/** The recipe's options and other ways to fit, on the fixtures' tiny DistilBERT. */
class TransformerTrainingTest {
  private static final String CHECKPOINT = "models/distilbert/seqcls";
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c");
  private static final Recipe RECIPE =
      Recipe.plasm().withMinimumUpdates(0).withBatchSize(4).withEpochs(4).withLearningRate(1e-3);

  private static TransformerLearner learner(Recipe recipe) {
    return TransformerLearner.create(Fixtures.path(CHECKPOINT), recipe);
  }

  private static List<Labelled<ClassLabel>> labelled(int n) {
    List<Labelled<ClassLabel>> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String text = "text number " + i * i + " of " + n;
      all.add(new Labelled<>(Instance.ofText("t" + i, text), new ClassLabel(LABELS.name(i % 3))));
    }
    return all;
  }

  private static List<Instance> texts(int n) {
    return labelled(n).stream().map(Labelled::instance).toList();
  }

  private static SoftLabelled<ClassLabel> soft(
      Labelled<ClassLabel> item, double weight, double... target) {
    return new SoftLabelled<>(item, weight, target, "test");
  }

  private static float[] flat(TransformerClassifier model, Output output, List<Instance> texts) {
    float[][] found = new float[1][];
    model.forward(texts, Set.of(output), block -> found[0] = Rows.toFloats(block.get(output)));
    return found[0];
  }

  private static void assertBits(TransformerClassifier one, TransformerClassifier two) {
    Map<String, Tensor> other = two.weights();
    one.weights()
        .forEach((name, tensor) -> assertArrayEquals(tensor.values(), other.get(name).values()));
  }

  private static FitContext<ClassLabel, TransformerClassifier> from(
      LabelSpace labels, TransformerClassifier previous, boolean cancelled) {
    return new FitContext<>(
        labels, 9, Optional.of(previous), List.of(), step -> {}, () -> cancelled);
  }

  @Test
  void fit_previousModel_startsFromAllItsWeights() {
    try (TransformerLearner learner = learner(RECIPE);
        TransformerClassifier first = learner.fit(labelled(9), FitContext.of(LABELS, 1));
        TransformerClassifier start = learner.fit(labelled(9), from(LABELS, first, true));
        TransformerClassifier trained = learner.fit(labelled(9), from(LABELS, first, false))) {
      assertBits(first, start);
      assertFalse(
          Arrays.equals(
              flat(first, Output.LOGITS, texts(3)), flat(trained, Output.LOGITS, texts(3))));
      assertEquals(3, flat(first, Output.LOGITS, texts(1)).length, "the previous still works");
    }
  }

  /** One update of AdamW moves by the rate. */
  @Test
  void fit_warmStartRate_multipliesTheLearningRate() {
    Recipe recipe =
        RECIPE
            .withEpochs(1)
            .withBatchSize(16)
            .withSchedule(RateSchedule.constant())
            .withOptimizer(new Optimizer.AdamW(0))
            .withWarmStartRate(.25);
    try (TransformerLearner learner = learner(recipe);
        TransformerClassifier first = learner.fit(labelled(9), FitContext.of(LABELS, 1));
        TransformerClassifier second =
            learner.fit(labelled(9), from(LABELS, first, false).withRateFactor(.5))) {
      assertTrue(learner.startsWarm());
      float[] before = first.weights().get("classifier.bias").values();
      float[] after = second.weights().get("classifier.bias").values();
      assertEquals(1e-3, Math.abs(before[0]), 1e-6); // from a bias of 0
      assertEquals(1.25e-4, Math.abs(after[0] - before[0]), 1e-6); // half of a quarter
    }
  }

  @Test
  void fit_previousModelOfOtherClassesOrShape_isRefused() {
    LabelSpace other = LabelSpace.of("a", "b", "c", "d");
    try (TransformerLearner learner = learner(RECIPE);
        TransformerLearner bert =
            TransformerLearner.create(Fixtures.path("models/bert/seqcls"), RECIPE);
        TransformerClassifier first = learner.fit(labelled(4), FitContext.of(LABELS, 1))) {
      assertMessage(
          "with the classes of this fit, [a, b, c, d]; it has [a, b, c]",
          () -> learner.fit(labelled(4), from(other, first, false)));
      assertMessage(
          "of the checkpoint's architecture",
          () -> bert.fit(labelled(4), from(LABELS, first, false)));
    }
  }

  @Test
  void fitSoft_plainExamples_equalFit() {
    List<SoftLabelled<ClassLabel>> plain = labelled(9).stream().map(item -> soft(item, 1)).toList();
    List<SoftLabelled<ClassLabel>> oneHot = new ArrayList<>();
    for (int i = 8; i >= 0; i--) {
      double[] target = new double[3];
      target[i % 3] = 1;
      oneHot.add(soft(labelled(9).get(i), 1, target));
    }
    try (TransformerLearner learner = learner(RECIPE);
        TransformerClassifier want = learner.fit(labelled(9), FitContext.of(LABELS, 1));
        TransformerClassifier one = learner.fitSoft(plain, FitContext.of(LABELS, 1));
        TransformerClassifier two = learner.fitSoft(oneHot, FitContext.of(LABELS, 1))) {
      assertBits(want, one);
      assertBits(want, two);
    }
  }

  @Test
  void fitSoft_targets_areLearnt() {
    List<SoftLabelled<ClassLabel>> examples =
        List.of(soft(labelled(2).get(0), 1, .6, .3, .1), soft(labelled(2).get(1), 2, .1, .1, .8));
    Recipe recipe = RECIPE.withMinimumUpdates(400).withLearningRate(3e-3);
    try (TransformerLearner learner = learner(recipe);
        TransformerClassifier model = learner.fitSoft(examples, FitContext.of(LABELS, 1))) {
      assertArrayEquals(
          new float[] {.6f, .3f, .1f, .1f, .1f, .8f},
          flat(model, Output.PROBABILITIES, texts(2)),
          .1f); // dropout of the last update
    }
  }

  @Test
  void fitSoft_badTarget_isRefusedByTheInstancesName() {
    try (TransformerLearner learner = learner(RECIPE)) {
      FitContext<ClassLabel, TransformerClassifier> context = FitContext.of(LABELS, 1);
      Labelled<ClassLabel> item = labelled(1).get(0);
      assertMessage(
          "instance 't0': probabilities must sum to 1, found 0.5",
          () -> learner.fitSoft(List.of(soft(item, 1, .5, 0, 0)), context));
      assertMessage(
          "instance 't0': a target has a probability for each of the 3 classes, found 2",
          () -> learner.fitSoft(List.of(soft(item, 1, .5, .5)), context));
      assertMessage(
          "instance 't0': a probability must be in [0, 1], found -1.0",
          () -> learner.fitSoft(List.of(soft(item, 1, -1, 1, 1)), context));
    }
  }

  @Test
  void fitKeeping_threeOfFourEpochs_endWithTheModelItself() {
    try (TransformerLearner learner = learner(RECIPE);
        TransformerClassifier want = learner.fit(labelled(9), FitContext.of(LABELS, 1))) {
      EpochModels<TransformerClassifier> models =
          learner.fitKeeping(labelled(9), FitContext.of(LABELS, 1), 3);
      try (TransformerClassifier model = models.model()) {
        assertBits(want, model);
        assertEquals(3, models.epochEnds().size());
        assertBits(model, models.epochEnds().get(2));
        assertFalse(
            Arrays.equals(
                flat(model, Output.LOGITS, texts(3)),
                flat(models.epochEnds().get(1), Output.LOGITS, texts(3))));
      } finally {
        models.epochEnds().forEach(TransformerClassifier::close);
      }
    }
  }

  @Test
  void forward_gradientNorm_isTheRootOfSelfInfluenceAtThePrediction() {
    try (TransformerLearner learner = learner(RECIPE);
        TransformerClassifier model = learner.fit(labelled(9), FitContext.of(LABELS, 1))) {
      List<Labelled<ClassLabel>> predicted = new ArrayList<>();
      model.predict(
          texts(9), one -> predicted.add(new Labelled<>(one.instance(), one.annotation())));
      double[] squares = model.selfInfluence(predicted);
      float[] norms = flat(model, Output.GRADIENT_NORM, texts(9));
      float[] p = flat(model, Output.PROBABILITIES, texts(9));
      float[] h = flat(model, Output.EMBEDDING, texts(9));
      for (int i = 0; i < 9; i++) {
        assertEquals(Math.sqrt(squares[i]), norms[i], 1e-6);
        double lastLayer = lastLayer(p, h, i, LABELS.index(predicted.get(i).annotation().name()));
        assertTrue(squares[i] > lastLayer, "all weights count, not the last layer's alone");
      }
    }
  }

  private static double lastLayer(float[] p, float[] h, int row, int label) {
    double error = 0;
    for (int k = 0; k < 3; k++) {
      error += Math.pow(p[3 * row + k] - (k == label ? 1 : 0), 2);
    }
    double norm = 1;
    for (int k = row * h.length / 9; k < (row + 1) * h.length / 9; k++) {
      norm += h[k] * h[k];
    }
    return error * norm;
  }

  @Test
  void fit_textTooLong_isRefusedWhenTheRecipeSaysSo() {
    Recipe refusing = RECIPE.withMaxLength(4).withTooLong(LongTexts.REFUSE);
    try (TransformerLearner learner = learner(refusing)) {
      assertMessage(
          "instance t0: a text of 16 tokens, at most 4 are read; shorten it, raise max-length (to"
              + " at most 40), or have long texts truncated: 'text number 0 of 1'",
          () -> learner.fit(labelled(1), FitContext.of(LABELS, 1)));
    }
  }

  @Test
  void fit_textBeyondThePositions_isNotToldToRaiseTheLength() {
    Recipe refusing = RECIPE.withTooLong(LongTexts.REFUSE);
    List<Labelled<ClassLabel>> one =
        List.of(new Labelled<>(Instance.ofText("a\nb", "cat ".repeat(50)), new ClassLabel("a")));
    try (TransformerLearner learner = learner(refusing)) {
      assertMessage(
          "instance a b: a text of 52 tokens, at most 40 are read; shorten it or have long texts"
              + " truncated: 'cat cat",
          () -> learner.fit(one, FitContext.of(LABELS, 1)));
    }
  }

  private static TextEncoder encoder(Checkpoint checkpoint) {
    return new TextEncoder(checkpoint.tokenizer(), 16, LongTexts.TRUNCATE, 40, 100);
  }

  @Test
  void data_smoothingAndClassWeights_changeTargetsAndWeights() {
    Recipe recipe =
        RECIPE.withLabelSmoothing(.3).withClassWeights(ClassWeights.of(Map.of("b", 4.0)));
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path(CHECKPOINT));
        TextEncoder encoder = encoder(checkpoint)) {
      FineTuning.Data data =
          new TrainingSet<>(recipe, AnnotationKind.CLASS, LABELS, encoder, Scale.NONE)
              .data(
                  List.of(soft(labelled(2).get(1), .5), soft(labelled(2).get(0), 1, .5, .5, 0)),
                  List.of(),
                  1);
      Example first = data.training().get(0); // t0
      Example second = data.training().get(1);
      assertArrayEquals(new float[] {.45f, .45f, .1f}, first.target(), 1e-7f);
      assertArrayEquals(new float[] {.1f, .8f, .1f}, second.target(), 1e-7f);
      assertEquals(1, first.weight());
      assertEquals(2, second.weight());
      assertEquals(List.of(), data.heldOut());
    }
  }

  @Test
  void data_earlyStopping_holdsAShareOutBySeed() {
    EarlyStopping stopping = new EarlyStopping(2, .3, EarlyStopping.Metric.LOSS);
    Recipe recipe = RECIPE.withEarlyStopping(stopping).withLabelSmoothing(.3);
    List<SoftLabelled<ClassLabel>> plain =
        labelled(10).stream().map(item -> soft(item, 1)).toList();
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path(CHECKPOINT));
        TextEncoder encoder = encoder(checkpoint)) {
      TrainingSet<ClassLabel> set =
          new TrainingSet<>(recipe, AnnotationKind.CLASS, LABELS, encoder, Scale.NONE);
      FineTuning.Data data = set.data(plain, List.of(), 1);
      assertEquals(7, data.training().size());
      assertEquals(3, data.heldOut().size());
      float[] target = data.heldOut().get(0).target();
      assertEquals(1, target[Rows.argmax(target, 0, 3)], "held-out targets are not smoothed");
      FineTuning.Data given = set.data(plain.subList(0, 9), plain.subList(9, 10), 1);
      assertEquals(9, given.training().size());
      assertEquals(1, given.heldOut().size());
      assertMessage(
          "early stopping holds labelled instances out and needs at least 2, found 1",
          () -> set.data(plain.subList(0, 1), List.of(), 1));
    }
  }

  @Test
  void data_earlyStoppingOfABaggedMember_holdsOutNoTextItTrainsOn() {
    EarlyStopping stopping = new EarlyStopping(2, .3, EarlyStopping.Metric.LOSS);
    List<SoftLabelled<ClassLabel>> drawn = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int k = i * i % 10; // 0 1 4 9 6 5 6 9 4 1
      Instance text = Instance.ofText("t" + k, "a ".repeat(k + 1));
      drawn.add(soft(new Labelled<>(text, new ClassLabel(LABELS.name(k % 3))), 1));
    }
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path(CHECKPOINT));
        TextEncoder encoder = encoder(checkpoint)) {
      TrainingSet<ClassLabel> set =
          new TrainingSet<>(
              RECIPE.withEarlyStopping(stopping),
              AnnotationKind.CLASS,
              LABELS,
              encoder,
              Scale.NONE);
      for (int seed = 0; seed < 10; seed++) {
        FineTuning.Data data = set.data(drawn, List.of(), seed);
        assertEquals(10, data.training().size() + data.heldOut().size());
        Set<String> trained = new HashSet<>();
        data.training().forEach(example -> trained.add(ids(example)));
        data.heldOut().forEach(example -> assertFalse(trained.contains(ids(example))));
      }
    }
  }

  private static String ids(Example example) {
    return Arrays.toString(example.sequence().ids());
  }

  @Test
  void fit_everyOptionAtOnce_givesAUsableModel() {
    Recipe recipe =
        RECIPE
            .withAccumulation(2)
            .withSchedule(RateSchedule.slantedTriangular())
            .withOptimizer(Optimizer.adafactor())
            .withLayers(new Layers(.8, 1, true))
            .withLabelSmoothing(.1)
            .withClassWeights(ClassWeights.balanced())
            .withEarlyStopping(EarlyStopping.after(1));
    List<FitProgress> steps = new ArrayList<>();
    try (TransformerLearner learner = learner(recipe);
        TransformerClassifier model =
            learner.fit(
                labelled(20),
                new FitContext<>(
                    LABELS, 1, Optional.empty(), List.of(), steps::add, () -> false))) {
      assertEquals(3 * 4, steps.get(0).steps()); // 18 examples left, 8 an update
      assertEquals(6, flat(model, Output.PROBABILITIES, texts(2)).length);
      assertTrue(learner.describe().contains("Adafactor[weightDecay=0.0"), learner.describe());
      assertTrue(learner.describe().contains("EarlyStopping[patience=1"), learner.describe());
    }
  }

  @Test
  void minimumUpdates_accumulation_countsRealUpdates() {
    Recipe norwegian = Recipe.plasm().withBatchSize(32).withAccumulation(8).withMinimumUpdates(0);
    assertEquals(new MinimumUpdates(32, 5), MinimumUpdates.of(200, norwegian));
    Recipe ten = norwegian.withMinimumUpdates(10).withMinimumBatch(16);
    assertEquals(new MinimumUpdates(16, 7), MinimumUpdates.of(200, ten)); // 200 / 128 * 7 = 10.9
  }

  private static void assertMessage(String part, Runnable work) {
    String message = assertThrows(InvalidInputException.class, work::run).getMessage();
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }
}
