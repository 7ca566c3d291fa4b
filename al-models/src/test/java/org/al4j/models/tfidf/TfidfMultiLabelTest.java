package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A logistic regression for each class on TF-IDF vectors. */
class TfidfMultiLabelTest {
  private static final Dataset<LabelSet> DATA = FakeTexts.labelSets(40, 3, 5);
  private static final TfidfMultiLabelLearner LEARNER =
      TfidfMultiLabelLearner.create().withVocabularyOf(DATA.corpus());

  private static SoftLabelled<LabelSet> soft(
      Labelled<LabelSet> item, double weight, double... target) {
    return new SoftLabelled<>(item, weight, target, "test");
  }

  private static List<SoftLabelled<LabelSet>> plain() {
    return new ArrayList<>(DATA.items().stream().map(item -> soft(item, 1)).toList());
  }

  private static TfidfMultiLabelClassifier fit(List<SoftLabelled<LabelSet>> examples) {
    return LEARNER.fitSoft(examples, FitContext.of(DATA.labels(), 1));
  }

  private static List<Instance> instances() {
    return DATA.items().stream().map(Labelled::instance).toList();
  }

  private static float[] floats(TfidfMultiLabelClassifier model, Output output) {
    float[][] found = new float[1][];
    model.forward(instances(), Set.of(output), block -> found[0] = block.floats(output));
    return found[0];
  }

  /** What scikit-learn's one-vs-rest fits: each class by itself, here by plain gradient descent. */
  @Test
  void fit_eachClass_equalsItsOwnRegressionByGradientDescent() {
    TfidfMultiLabelClassifier model = fit(plain());
    SparseRows rows = model.vocabulary().rows(instances());
    int features = model.vocabulary().size();
    for (int k = 0; k < 3; k++) {
      double[] found = descend(rows, features, k);
      for (int j = 0; j < features; j++) {
        assertEquals(found[j], model.weights()[j * 3 + k], 1e-4, "weight " + j + " of " + k);
      }
      assertEquals(found[features], model.biases()[k], 1e-3, "bias of " + k);
    }
  }

  /** Accelerated gradient descent on {@code 10 sum log(1 + exp(-y z)) + |w|^2 / 2}. */
  private static double[] descend(SparseRows rows, int features, int k) {
    String name = DATA.labels().name(k);
    double[] x = new double[features + 1];
    double[] ahead = x.clone();
    double rate = 1.0 / (10 * 40 * 2 * 0.25 + 1); // of the steepest curvature there can be
    for (int step = 0; step < 20_000; step++) {
      double[] gradient = ahead.clone();
      gradient[features] = 0;
      for (int i = 0; i < rows.size(); i++) {
        double y = DATA.items().get(i).annotation().names().contains(name) ? 1 : -1;
        double z = ahead[features];
        for (int e = rows.offsets()[i]; e < rows.offsets()[i + 1]; e++) {
          z += rows.values()[e] * ahead[rows.columns()[e]];
        }
        double slope = -10 * y / (1 + Math.exp(y * z));
        for (int e = rows.offsets()[i]; e < rows.offsets()[i + 1]; e++) {
          gradient[rows.columns()[e]] += slope * rows.values()[e];
        }
        gradient[features] += slope;
      }
      double momentum = Math.min(0.97, step / (step + 3.0));
      for (int j = 0; j < x.length; j++) {
        double next = ahead[j] - rate * gradient[j];
        ahead[j] = next + momentum * (next - x[j]);
        x[j] = next;
      }
    }
    return x;
  }

  @Test
  void fit_oneOfTwoExclusiveClasses_equalsTheOtherMirrored() {
    LabelSpace two = LabelSpace.of("yes", "no");
    List<Labelled<LabelSet>> items =
        DATA.items().stream()
            .map(
                item ->
                    new Labelled<>(
                        item.instance(),
                        LabelSet.of(
                            List.of(item.annotation().names().contains("class-0") ? "yes" : "no"))))
            .toList();
    TfidfMultiLabelClassifier model =
        TfidfMultiLabelLearner.create().fit(items, FitContext.of(two, 1));
    float[] weights = model.weights();
    for (int j = 0; j < weights.length; j += 2) {
      assertEquals(weights[j], -weights[j + 1], 1e-6);
    }
    assertEquals(model.biases()[0], -model.biases()[1], 1e-5);
  }

  @Test
  void fitSoft_weightTwo_equalsTheExampleTwice() {
    List<SoftLabelled<LabelSet>> twice = plain();
    twice.add(twice.get(0));
    List<SoftLabelled<LabelSet>> weighted = plain();
    weighted.set(0, soft(DATA.items().get(0), 2));
    assertArrayEquals(fit(twice).weights(), fit(weighted).weights(), 1e-6f);
  }

  @Test
  void fitSoft_softTarget_equalsHavingAndNotHavingByTheirShares() {
    Labelled<LabelSet> item = DATA.items().get(0);
    List<SoftLabelled<LabelSet>> both = plain();
    both.set(0, soft(item, .25, 1, 0, 1));
    both.add(soft(item, .75, 0, 0, 1));
    List<SoftLabelled<LabelSet>> mixed = plain();
    mixed.set(0, soft(item, 1, .25, 0, 1));
    assertArrayEquals(fit(both).weights(), fit(mixed).weights(), 1e-6f);
    assertThrows(
        InvalidInputException.class, () -> fit(List.of(soft(item, 1, .5, .5)))); // 3 classes
  }

  @Test
  void fit_unknownClass_namesInstanceAndClass() {
    Labelled<LabelSet> odd =
        new Labelled<>(Instance.ofText("odd", "any1"), LabelSet.of(List.of("other")));
    String message =
        assertThrows(InvalidInputException.class, () -> fit(List.of(soft(odd, 1)))).getMessage();
    assertTrue(message.startsWith("instance 'odd': unknown label 'other'"), message);
  }

  @Test
  void predict_thresholds_giveTheClassesThatReachThem() {
    for (double threshold : new double[] {.2, .5, .8}) {
      TfidfMultiLabelLearner learner =
          TfidfMultiLabelLearner.create(TfidfSettings.defaults().withThreshold(threshold));
      TfidfMultiLabelClassifier model = learner.fit(DATA.items(), FitContext.of(DATA.labels(), 1));
      List<Prediction<LabelSet>> predictions = new ArrayList<>();
      model.predict(instances(), predictions::add);
      for (Prediction<LabelSet> prediction : predictions) {
        double[] p =
            assertInstanceOf(Confidence.Independent.class, prediction.confidence()).probabilities();
        for (int k = 0; k < 3; k++) {
          assertEquals(
              p[k] >= threshold, prediction.annotation().names().contains(DATA.labels().name(k)));
        }
      }
    }
  }

  @Test
  void forward_gradientNorm_isThatOfTheLossAtThePredictedClasses() {
    TfidfMultiLabelClassifier model = fit(plain());
    float[] p = floats(model, Output.INDEPENDENT_PROBABILITIES);
    float[] norms = floats(model, Output.GRADIENT_NORM);
    float[] z = floats(model, Output.LOGITS);
    List<Labelled<LabelSet>> predicted = new ArrayList<>();
    model.predict(
        instances(),
        prediction ->
            predicted.add(new Labelled<>(prediction.instance(), prediction.annotation())));
    double[] influence = model.selfInfluence(predicted);
    for (int i = 0; i < norms.length; i++) {
      double square = 0;
      for (int k = 0; k < 3; k++) {
        double value = p[i * 3 + k];
        assertEquals(1 / (1 + Math.exp(-z[i * 3 + k])), value, 1e-6);
        square += 2 * Math.pow(Math.min(value, 1 - value), 2); // rows have length one
      }
      assertEquals(square, influence[i], 1e-6);
      assertEquals(Math.sqrt(square), norms[i], 1e-6);
    }
  }

  @Test
  void load_savedModel_givesEqualOutputsAndSavesEqualBytes(@TempDir Path dir) throws IOException {
    TfidfMultiLabelLearner learner =
        TfidfMultiLabelLearner.create(TfidfSettings.defaults().withThreshold(.3));
    TfidfMultiLabelClassifier model = learner.fit(DATA.items(), FitContext.of(DATA.labels(), 1));
    model.save(dir.resolve("a"));
    TfidfMultiLabelClassifier loaded = TfidfMultiLabelClassifier.load(dir.resolve("a"));
    loaded.save(dir.resolve("b"));
    assertArrayEquals(floats(model, Output.LOGITS), floats(loaded, Output.LOGITS));
    assertEquals(.3, loaded.parts().settings().threshold());
    for (String file : List.of("tfidf.json", "model.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(dir.resolve("a").resolve(file)),
          Files.readAllBytes(dir.resolve("b").resolve(file)));
    }
  }

  @Test
  void load_modelOfTheOtherKind_isRefusedByName(@TempDir Path dir) throws IOException {
    fit(plain()).save(dir.resolve("several"));
    TfidfLearner.create()
        .fit(FakeTexts.dataset(20, 2, 1).items(), FitContext.of(FakeTexts.labels(2), 1))
        .save(dir.resolve("one"));
    String message =
        assertThrows(
                InvalidInputException.class, () -> TfidfClassifier.load(dir.resolve("several")))
            .getMessage();
    assertTrue(
        message.startsWith(
            dir.resolve("several/tfidf.json")
                + ": problem_type must be single_label_classification, found"
                + " 'multi_label_classification'"),
        message);
    assertThrows(
        InvalidInputException.class, () -> TfidfMultiLabelClassifier.load(dir.resolve("one")));
    Path json = dir.resolve("one/tfidf.json");
    Files.writeString( // as it was written before there was a choice
        json,
        Files.readString(json).replace("\"problem_type\":\"single_label_classification\",", ""));
    TfidfClassifier.load(dir.resolve("one")).close();
  }

  @Test
  void named_labelSets_takesAThreshold() {
    assertEquals(
        "TF-IDF (words, vocabulary of the labelled texts) + a logistic regression for each class"
            + " (C=3.0, threshold 0.4)",
        Learners.named("tfidf", Map.of("c", "3", "threshold", "0.4"), LabelSet.class).describe());
    assertThrows(
        InvalidInputException.class,
        () -> Learners.named("tfidf", Map.of("threshold", "1"), LabelSet.class));
    assertThrows(
        InvalidInputException.class,
        () -> Learners.named("tfidf", Map.of("threshold", ".4"), ClassLabel.class));
  }

  @Test
  void ofAnyKind_savedModels_giveTheirKind(@TempDir Path dir) throws IOException {
    fit(plain()).save(dir.resolve("several"));
    TfidfLearner.create()
        .fit(FakeTexts.dataset(20, 2, 1).items(), FitContext.of(FakeTexts.labels(2), 1))
        .save(dir.resolve("one"));
    assertEquals(LabelSet.class, Models.load(dir.resolve("several")).kind());
    assertEquals(ClassLabel.class, Models.load(dir.resolve("one")).kind());
    Path json = dir.resolve("one/tfidf.json");
    Files.writeString(
        json, Files.readString(json).replace("single_label_classification", "ranking"));
    assertTrue(
        assertThrows(InvalidInputException.class, () -> Models.load(dir.resolve("one")))
            .getMessage()
            .contains("found 'ranking'"));
  }
}
