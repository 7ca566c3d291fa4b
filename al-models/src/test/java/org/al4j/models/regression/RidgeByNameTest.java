package org.al4j.models.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ridge regression by its name, its dual equations, and its files. */
class RidgeByNameTest {
  private static final Dataset<RealValue> DATA = FakeTexts.numbers(50, 4);

  private static RidgeRegressor fit(Features features, List<Labelled<RealValue>> items) {
    return RidgeLearner.of(features, 0.5).fit(items, FitContext.of(LabelSpace.none(), 0));
  }

  @Test
  void named_texts_predictsNumbersOfTextsItHasNotSeen() {
    Learner<RealValue, ? extends ActiveModel<RealValue>> learner =
        Learners.named("ridge", Map.of("strength", "0.1"), RealValue.class);
    assertEquals("ridge regression on 2048 hashed words (strength 0.1)", learner.describe());
    double[] errors = {0, 0};
    try (ActiveModel<RealValue> model = fit(learner)) {
      for (Labelled<RealValue> item : FakeTexts.numbers(200, 9).items()) {
        model.predict(
            List.of(item.instance()),
            prediction ->
                errors[0] +=
                    Math.pow(prediction.annotation().value() - item.annotation().value(), 2));
        errors[1] += Math.pow(item.annotation().value() - 10, 2);
      }
    }
    assertTrue(errors[0] < 0.5 * errors[1], errors[0] + " of " + errors[1]);
  }

  private static <M extends ActiveModel<RealValue>> M fit(Learner<RealValue, M> learner) {
    return learner.fit(DATA.items(), FitContext.of(LabelSpace.none(), 1));
  }

  @ParameterizedTest
  @CsvSource({
    "strength, 0, 'ridge: strength must be a positive number, found ''0'''",
    "strength, much, 'ridge: strength must be a positive number, found ''much'''",
    "words, 0, 'ridge: words must be a whole number from 1 to 1048576, found ''0'''",
    "attributes, a++b, 'ridge: attributes must be names joined by plus signs, found ''a++b'''",
    "c, 1, 'ridge has no parameter ''c''; known parameters: attributes, strength, words'",
  })
  void named_badParameter_isRefused(String name, String value, String message) {
    assertEquals(
        message,
        assertThrows(
                InvalidInputException.class,
                () -> Learners.named("ridge", Map.of(name, value), RealValue.class))
            .getMessage());
  }

  @Test
  void named_otherKind_namesTheLearnersThatLearnIt() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> Learners.named("ridge", Map.of(), ClassLabel.class))
            .getMessage();
    assertTrue(
        message.startsWith("learner ridge does not learn from annotations of kind"), message);
  }

  /** Copies change nothing but how many equations there are, if the strength is doubled too. */
  @Test
  void fit_dualEquations_equalTheNormalOnes() {
    Features features = Features.hashedWords(60); // more than 50 instances, fewer than 100
    List<Labelled<RealValue>> twice =
        Stream.concat(DATA.items().stream(), DATA.items().stream()).toList();
    RidgeRegressor dual = fit(features, DATA.items());
    RidgeRegressor normal =
        RidgeLearner.of(features, 1).fit(twice, FitContext.of(LabelSpace.none(), 0));
    assertArrayEquals(normal.weights(), dual.weights(), 1e-10);
    assertEquals(normal.bias(), dual.bias(), 1e-10);
  }

  /** The gradient of the objective at the optimum, by hand, for the dual equations. */
  @Test
  void fit_dualEquations_makeTheGradientZero() {
    Features features = Features.hashedWords(200);
    RidgeRegressor model = fit(features, DATA.items());
    double[] gradient = new double[201];
    double[] x = new double[200];
    for (int j = 0; j < 200; j++) {
      gradient[j] = 0.5 * model.weights()[j];
    }
    for (Labelled<RealValue> item : DATA.items()) {
      features.read(item.instance(), x);
      double error = model.bias() - item.annotation().value();
      for (int j = 0; j < 200; j++) {
        error += model.weights()[j] * x[j];
      }
      gradient[200] += error;
      for (int j = 0; j < 200; j++) {
        gradient[j] += error * x[j];
      }
    }
    assertArrayEquals(new double[201], gradient, 1e-10);
  }

  @Test
  void load_withoutFeatures_readsThoseOfTheFile(@TempDir Path dir) throws IOException {
    RidgeRegressor words = fit(Features.hashedWords(100), DATA.items());
    words.save(dir.resolve("words"));
    RidgeRegressor loaded = RidgeRegressor.load(dir.resolve("words"));
    assertArrayEquals(words.weights(), loaded.weights());
    assertEquals(words.features(), loaded.features());
    loaded.save(dir.resolve("again"));
    assertEquals(
        Files.readString(dir.resolve("words/ridge.json")),
        Files.readString(dir.resolve("again/ridge.json")));
    Features columns = Features.attributes(List.of("a", "b"));
    RidgeFiles.write(new RidgeRegressor(columns, new double[] {1, 2}, 3), dir.resolve("columns"));
    assertEquals(columns, RidgeRegressor.load(dir.resolve("columns")).features());
  }

  @Test
  void load_featuresOfAnother_areAskedFor(@TempDir Path dir) throws IOException {
    Features own =
        new Features() {
          @Override
          public int size() {
            return 1;
          }

          @Override
          public void read(Instance x, double[] out) {
            out[0] = x.text().length();
          }

          @Override
          public String describe() {
            return "length";
          }
        };
    fit(own, DATA.items()).save(dir.resolve("own"));
    String message =
        assertThrows(InvalidInputException.class, () -> RidgeRegressor.load(dir.resolve("own")))
            .getMessage();
    assertTrue(
        message.endsWith("read it with RidgeRegressor.load(dir, features), features 'length'"),
        message);
    RidgeRegressor.load(dir.resolve("own"), own).close();
  }
}
