package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.models.Fixtures;
import org.al4j.models.training.ClassWeights;
import org.al4j.models.training.EarlyStopping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transformers of several classes and of a number. */
class TransformerKindsTest {
  private static final LabelSpace LABELS = LabelSpace.of("long", "even", "never");
  private static final LabelSpace NONE = LabelSpace.none();
  private static final Recipe RECIPE =
      Recipe.plasm().withMinimumUpdates(60).withBatchSize(8).withEpochs(2).withLearningRate(3e-3);
  private static TransformerMultiLabelLearner several;
  private static TransformerRegressionLearner number;

  @BeforeAll
  static void open() {
    several = TransformerMultiLabelLearner.create(checkpoint("bert"), RECIPE, 3);
    number = TransformerRegressionLearner.create(checkpoint("distilbert"), RECIPE, 3);
  }

  @AfterAll
  static void close() {
    several.close();
    number.close();
  }

  private static Path checkpoint(String family) {
    return Fixtures.path("models/" + family + "/seqcls");
  }

  /** Texts of one to ten equal characters: what they say is how long they are. */
  private static List<Instance> texts() {
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.add(Instance.ofText(String.format(Locale.ROOT, "t%02d", i), "a ".repeat(1 + i % 10)));
    }
    return texts;
  }

  private static int length(Instance text) {
    return text.text().length() / 2;
  }

  private static List<Labelled<LabelSet>> sets() {
    return texts().stream()
        .map(
            text -> {
              List<String> names = new ArrayList<>();
              if (length(text) > 5) {
                names.add("long");
              }
              if (length(text) % 2 == 0) {
                names.add("even");
              }
              return new Labelled<>(text, LabelSet.of(names));
            })
        .toList();
  }

  /** Numbers around 5,000: without a unit of its own, a model would not get there in 60 updates. */
  private static List<Labelled<RealValue>> numbers() {
    return texts().stream()
        .map(text -> new Labelled<>(text, new RealValue(5000 + 100 * length(text))))
        .toList();
  }

  private static float[] floats(ActiveModel<?> model, Output output) {
    float[][] found = new float[1][];
    model.forward(texts(), Set.of(output), block -> found[0] = block.floats(output));
    return found[0];
  }

  @Test
  void fit_severalClasses_learnsEachByItself() {
    try (TransformerMultiLabelClassifier model = several.fit(sets(), FitContext.of(LABELS, 1))) {
      float[] p = floats(model, Output.INDEPENDENT_PROBABILITIES);
      float[] z = floats(model, Output.LOGITS);
      int right = 0;
      for (int i = 0; i < 20; i++) {
        for (int k = 0; k < 3; k++) {
          boolean there = sets().get(i).annotation().names().contains(LABELS.name(k));
          assertEquals(1 / (1 + Math.exp(-z[3 * i + k])), p[3 * i + k], 1e-6);
          right += k != 1 && (p[3 * i + k] >= 0.5) == there ? 1 : 0;
        }
      }
      assertTrue(right >= 38, "long and never: " + right + " of 40");
      float[] members = floats(model, Output.MEMBER_INDEPENDENT_PROBABILITIES); // [3, 20, 3]
      assertEquals(180, members.length);
      assertTrue(members[0] != members[60], "the passes drop different things");
    }
  }

  @Test
  void fit_numbers_learnsThemInTheirOwnUnit() {
    List<FitProgress> steps = new ArrayList<>();
    FitContext<RealValue, TransformerRegressor> context =
        new FitContext<>(NONE, 1, Optional.empty(), List.of(), steps::add, () -> false);
    try (TransformerRegressor model = number.fit(numbers(), context)) {
      double squares = 0;
      float[] values = floats(model, Output.VALUE);
      for (int i = 0; i < 20; i++) {
        squares += Math.pow(values[i] - numbers().get(i).annotation().value(), 2) / 20;
      }
      assertTrue(Math.sqrt(squares) < 150, "their deviation is 287, left are " + squares);
      assertTrue(steps.get(0).loss() < 3, "in units of their variance: " + steps.get(0).loss());
      float[] members = floats(model, Output.MEMBER_VALUES); // [3, 20]
      assertEquals(60, members.length);
      for (float value : members) {
        assertEquals(5550, value, 1500);
      }
      assertEquals(Set.of(Output.VALUE, Output.MEMBER_VALUES, Output.EMBEDDING), model.offers());
    }
  }

  /** What is learnt does not depend on the unit: 2 y + 7 is learnt as y is. */
  @Test
  void fit_numbersInAnotherUnit_givesTheSameInThatUnit() {
    List<Labelled<RealValue>> moved =
        numbers().stream()
            .map(
                item ->
                    new Labelled<>(
                        item.instance(), new RealValue(2 * item.annotation().value() + 7)))
            .toList();
    try (TransformerRegressor one = number.fit(numbers(), FitContext.of(NONE, 1));
        TransformerRegressor two = number.fit(moved, FitContext.of(NONE, 1))) {
      float[] first = floats(one, Output.VALUE);
      float[] second = floats(two, Output.VALUE);
      for (int i = 0; i < 20; i++) {
        assertEquals(2 * first[i] + 7, second[i], 2);
      }
    }
  }

  @Test
  void fit_previousNumbers_goesOnFromWhatTheySaid() {
    Recipe still = RECIPE.withLearningRate(1e-9).withMinimumUpdates(1).withEpochs(1);
    try (TransformerRegressor first = number.fit(numbers(), FitContext.of(NONE, 1));
        TransformerRegressionLearner slow =
            TransformerRegressionLearner.create(checkpoint("distilbert"), still);
        TransformerRegressor next =
            slow.fit(
                numbers().subList(3, 9),
                FitContext.<RealValue, TransformerRegressor>of(NONE, 2)
                    .withPrevious(Optional.of(first)))) {
      assertArrayEquals(floats(first, Output.VALUE), floats(next, Output.VALUE), 1f);
    }
  }

  @Test
  void fitKeeping_numbers_endsWithTheModelItself() {
    EpochModels<TransformerRegressor> models =
        number.fitKeeping(numbers(), FitContext.of(NONE, 1), 2);
    try (TransformerRegressor model = models.model();
        TransformerRegressor last = models.epochEnds().get(1);
        TransformerRegressor before = models.epochEnds().get(0)) {
      assertArrayEquals(floats(model, Output.VALUE), floats(last, Output.VALUE), 1e-2f);
      assertEquals(5550, floats(before, Output.VALUE)[0], 1500);
    }
  }

  @Test
  void fitSoft_probabilitiesOfEachClass_areLearnt() {
    List<SoftLabelled<LabelSet>> soft =
        sets().stream()
            .map(item -> new SoftLabelled<>(item, 1, new double[] {.9, .5, .2}, "teacher"))
            .toList();
    try (TransformerMultiLabelClassifier model = several.fitSoft(soft, FitContext.of(LABELS, 1))) {
      float[] p = floats(model, Output.INDEPENDENT_PROBABILITIES);
      for (int i = 0; i < 20; i++) {
        assertArrayEquals(
            new float[] {.9f, .5f, .2f}, new float[] {p[3 * i], p[3 * i + 1], p[3 * i + 2]}, .08f);
      }
    }
  }

  @Test
  void selfInfluence_ofWhatIsPredicted_isTheSquareOfTheGradientNorm() {
    try (TransformerMultiLabelClassifier model = several.fit(sets(), FitContext.of(LABELS, 1))) {
      List<Labelled<LabelSet>> predicted = new ArrayList<>();
      model.predict(
          texts(),
          prediction ->
              predicted.add(new Labelled<>(prediction.instance(), prediction.annotation())));
      float[] norms = floats(model, Output.GRADIENT_NORM);
      double[] squares = model.checkedInfluence(predicted);
      for (int i = 0; i < 20; i++) {
        assertEquals(Math.sqrt(squares[i]), norms[i], 1e-4 * norms[i]);
      }
    }
  }

  @Test
  void load_savedSeveralClasses_isAHuggingFaceFolderThatSaysSo(@TempDir Path dir)
      throws IOException {
    try (TransformerMultiLabelClassifier model = several.fit(sets(), FitContext.of(LABELS, 1))) {
      model.save(dir.resolve("m"));
      try (TransformerMultiLabelClassifier loaded =
          TransformerMultiLabelClassifier.load(dir.resolve("m"))) {
        assertEquals(LABELS, loaded.labels());
        assertArrayEquals(
            floats(model, Output.INDEPENDENT_PROBABILITIES),
            floats(loaded, Output.INDEPENDENT_PROBABILITIES));
      }
    }
    JsonNode config = config(dir.resolve("m"));
    assertEquals("multi_label_classification", config.path("problem_type").asText());
    assertEquals("BertForSequenceClassification", config.at("/architectures/0").asText());
    assertEquals("even", config.at("/id2label/1").asText());
    assertRefused(
        dir.resolve("m"),
        "problem_type is 'multi_label_classification', only 'regression' is supported here;"
            + " TransformerMultiLabelClassifier.load reads it",
        () -> TransformerRegressor.load(dir.resolve("m")));
  }

  @Test
  void load_savedNumbers_isAHuggingFaceFolderThatSaysSo(@TempDir Path dir) throws IOException {
    try (TransformerRegressor model = number.fit(numbers(), FitContext.of(NONE, 1))) {
      model.save(dir.resolve("m"));
      try (TransformerRegressor loaded = TransformerRegressor.load(dir.resolve("m"))) {
        assertArrayEquals(floats(model, Output.VALUE), floats(loaded, Output.VALUE));
        loaded.save(dir.resolve("again"));
      }
    }
    JsonNode config = config(dir.resolve("m"));
    assertEquals(config, config(dir.resolve("again")));
    assertEquals("regression", config.path("problem_type").asText());
    assertEquals("LABEL_0", config.at("/id2label/0").asText());
    assertEquals(1, config.path("id2label").size());
    assertRefused(
        dir.resolve("m"),
        "problem_type is 'regression', only 'multi_label_classification' is supported here;"
            + " TransformerRegressor.load reads it",
        () -> TransformerMultiLabelClassifier.load(dir.resolve("m")));
  }

  private static JsonNode config(Path dir) throws IOException {
    return new ObjectMapper().readTree(dir.resolve("config.json").toFile());
  }

  private static void assertRefused(Path dir, String message, Runnable loading) {
    assertEquals(
        dir.resolve("config.json") + ": " + message,
        assertThrows(InvalidInputException.class, loading::run).getMessage());
  }

  @Test
  void load_threeRowsAsANumber_isRefused() {
    Path dir = checkpoint("bert");
    assertRefused(
        dir,
        "problem_type is 'single_label_classification', only 'regression' is supported here;"
            + " TransformerClassifier.load reads it",
        () -> TransformerRegressor.load(dir));
  }

  @Test
  void create_recipeForOneClass_isRefusedWhenTheLearnerIsMade() {
    Path dir = checkpoint("bert");
    Recipe accuracy =
        RECIPE.withEarlyStopping(new EarlyStopping(1, .2, EarlyStopping.Metric.ACCURACY));
    Recipe smooth = RECIPE.withLabelSmoothing(.1);
    Recipe balanced = RECIPE.withClassWeights(ClassWeights.balanced());
    assertThrows(
        InvalidInputException.class, () -> TransformerMultiLabelLearner.create(dir, smooth));
    assertThrows(
        InvalidInputException.class, () -> TransformerMultiLabelLearner.create(dir, balanced));
    assertThrows(
        InvalidInputException.class, () -> TransformerRegressionLearner.create(dir, balanced));
    assertEquals(
        "transformer: the metric of early stopping must be the loss, since a number has no"
            + " accuracy, found accuracy",
        assertThrows(
                InvalidInputException.class,
                () -> TransformerRegressionLearner.create(dir, accuracy))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOSS", "ACCURACY"})
  void fit_earlyStoppingOfSeveralClasses_givesAUsableModel(EarlyStopping.Metric metric) {
    Recipe recipe = RECIPE.withEarlyStopping(new EarlyStopping(1, .3, metric));
    try (TransformerMultiLabelLearner learner =
            TransformerMultiLabelLearner.create(checkpoint("bert"), recipe);
        TransformerMultiLabelClassifier model = learner.fit(sets(), FitContext.of(LABELS, 1))) {
      assertEquals(60, floats(model, Output.INDEPENDENT_PROBABILITIES).length);
    }
  }

  @Test
  void named_everyKind_makesItsLearner() {
    for (Class<? extends Annotation> kind : List.of(LabelSet.class, RealValue.class)) {
      try (var learner =
          Learners.named(
              "transformer", Map.of("checkpoint", checkpoint("bert").toString()), kind)) {
        String outputs = kind == LabelSet.class ? ", a sigmoid for each class" : ", one number";
        assertTrue(learner.describe().contains(outputs), learner.describe());
      }
    }
  }

  @Test
  void ofAnyKind_savedModels_giveTheirKind(@TempDir Path dir) throws IOException {
    try (TransformerMultiLabelClassifier sets = several.fit(sets(), FitContext.of(LABELS, 1));
        TransformerRegressor value = number.fit(numbers(), FitContext.of(NONE, 1))) {
      sets.save(dir.resolve("sets"));
      value.save(dir.resolve("value"));
    }
    try (ActiveModel<?> sets = Models.load(dir.resolve("sets"));
        ActiveModel<?> value = Models.load(dir.resolve("value"));
        ActiveModel<?> one = Models.load(checkpoint("bert"))) {
      assertEquals(LabelSet.class, sets.kind());
      assertEquals(RealValue.class, value.kind());
      assertEquals(ClassLabel.class, one.kind());
    }
    Path json = dir.resolve("value/config.json"); // as in folders of other programs
    Files.writeString(
        json, Files.readString(json).replaceAll("\"problem_type\" : \"regression\",", ""));
    try (ActiveModel<?> value = Models.load(dir.resolve("value"))) {
      assertEquals(RealValue.class, value.kind());
    }
  }
}
