package org.al4j.models.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RidgeLearnerTest {
  private static final Features ONE = Features.attributes(List.of("x"));

  private static Labelled<RealValue> item(String id, Map<String, String> attributes, double y) {
    return new Labelled<>(new Instance(id, "", List.of(), attributes), new RealValue(y));
  }

  private static Labelled<RealValue> point(double x, double y) {
    return item("p" + x, Map.of("x", Double.toString(x)), y);
  }

  private static RidgeRegressor fit(
      Features features, double strength, List<Labelled<RealValue>> items) {
    return RidgeLearner.of(features, strength).fit(items, FitContext.of(LabelSpace.none(), 0));
  }

  /** 60 points with 5 features of different scales, and noise. */
  private static List<Labelled<RealValue>> points() {
    SplittableRandom random = new SplittableRandom(4);
    List<Labelled<RealValue>> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Map<String, String> x = new java.util.HashMap<>();
      double y = 3;
      for (int j = 0; j < 5; j++) {
        double value = (j + 1) * random.nextGaussian() + j;
        x.put("f" + j, Double.toString(value));
        y += (j - 2) * value;
      }
      items.add(item(String.format(Locale.ROOT, "i%02d", i), x, y + random.nextGaussian()));
    }
    return items;
  }

  private static Features five() {
    return Features.attributes(List.of("f0", "f1", "f2", "f3", "f4"));
  }

  @Test
  void fit_threePointsByHand_givesTheExactLine() {
    // centred: x'x = 2, x'y = 4, so w = 4 / (2 + 2) and b = 3 - w
    try (RidgeRegressor model = fit(ONE, 2, List.of(point(0, 1), point(1, 3), point(2, 5)))) {
      assertEquals(1, model.weights()[0], 1e-15);
      assertEquals(2, model.bias(), 1e-15);
    }
  }

  @Test
  void fit_anyData_makesTheGradientOfTheObjectiveZero() {
    List<Labelled<RealValue>> items = points();
    double strength = 7;
    try (RidgeRegressor model = fit(five(), strength, items)) {
      double[] gradient = new double[6];
      double[] x = new double[5];
      for (int j = 0; j < 5; j++) {
        gradient[j] = strength * model.weights()[j];
      }
      for (Labelled<RealValue> item : items) {
        five().read(item.instance(), x);
        double error = model.bias() - item.annotation().value();
        for (int j = 0; j < 5; j++) {
          error += model.weights()[j] * x[j];
        }
        gradient[5] += error;
        for (int j = 0; j < 5; j++) {
          gradient[j] += error * x[j];
        }
      }
      assertArrayEquals(new double[6], gradient, 1e-9);
    }
  }

  @Test
  void fit_otherOrder_givesEqualBits() {
    List<Labelled<RealValue>> shuffled = new ArrayList<>(points());
    Collections.shuffle(shuffled, new Random(2));
    try (RidgeRegressor one = fit(five(), 1, points());
        RidgeRegressor two = fit(five(), 1, shuffled)) {
      assertArrayEquals(one.weights(), two.weights());
      assertEquals(one.bias(), two.bias());
    }
  }

  @Test
  void fit_onePoint_predictsItsValueEverywhere() {
    try (RidgeRegressor model = fit(ONE, 1, List.of(point(3, 8)))) {
      model.predict(
          List.of(point(100, 0).instance()),
          prediction -> assertEquals(new RealValue(8), prediction.annotation()));
    }
  }

  @Test
  void fit_nothing_isRefused() {
    assertThrows(InvalidInputException.class, () -> fit(ONE, 1, List.of()));
  }

  @Test
  void of_strengthZero_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> RidgeLearner.of(ONE, 0));
  }

  @Test
  void forward_value_isThePrediction() {
    List<Labelled<RealValue>> items = points();
    List<Instance> xs = items.stream().map(Labelled::instance).toList();
    try (RidgeRegressor model = fit(five(), 1, items)) {
      List<Double> predicted = new ArrayList<>();
      model.predict(xs, prediction -> predicted.add(prediction.annotation().value()));
      model.forward(
          xs,
          Set.of(Output.VALUE),
          block -> {
            assertArrayEquals(new long[] {60}, block.get(Output.VALUE).shape());
            for (int i = 0; i < 60; i++) {
              assertEquals(predicted.get(i), block.get(Output.VALUE).getDouble(i), 1e-4);
            }
          });
      assertThrows(
          IllegalArgumentException.class,
          () -> model.forward(xs, Set.of(Output.LOGITS), block -> {}));
    }
  }

  @Test
  void read_badAttribute_namesTheInstance() {
    double[] out = new double[1];
    assertEquals(
        "instance 'a': attribute 'x' must be a finite number, found none",
        assertThrows(
                InvalidInputException.class, () -> ONE.read(item("a", Map.of(), 0).instance(), out))
            .getMessage());
    for (String text : List.of("two", "NaN", "Infinity")) {
      assertEquals(
          "instance 'a': attribute 'x' must be a finite number, found '" + text + "'",
          assertThrows(
                  InvalidInputException.class,
                  () -> ONE.read(item("a", Map.of("x", text), 0).instance(), out))
              .getMessage());
    }
  }

  @Test
  void read_hashedWords_isAUnitVectorOfCounts() {
    double[] out = new double[1000];
    Features.hashedWords(1000).read(Instance.ofText("a", "Cat, cat! CAT dog"), out);
    assertEquals(3 / Math.sqrt(10), out[Math.floorMod("cat".hashCode(), 1000)], 1e-15);
    assertEquals(1 / Math.sqrt(10), out[Math.floorMod("dog".hashCode(), 1000)], 1e-15);
    Features.hashedWords(1000).read(Instance.ofText("b", " ?! "), out);
    assertArrayEquals(new double[1000], out);
  }

  @Test
  void load_savedModel_isTheSameModel(@TempDir Path dir) throws IOException {
    try (RidgeRegressor model = fit(five(), 1, points())) {
      model.save(dir.resolve("saved"));
      try (RidgeRegressor loaded = RidgeRegressor.load(dir.resolve("saved"), five())) {
        assertArrayEquals(model.weights(), loaded.weights());
        assertEquals(model.bias(), loaded.bias());
      }
      assertThrows(
          InvalidInputException.class, () -> RidgeRegressor.load(dir.resolve("saved"), ONE));
    }
  }

  /** Squares beyond the largest double; by the normal equations and, with one point, their dual. */
  @Test
  void fit_numbersWhoseSquaresOverflow_isRefused() {
    List<Labelled<RealValue>> large = List.of(point(-1e200, 1), point(0, 2), point(1e200, 3));
    List<Labelled<RealValue>> few =
        List.of(
            item("a", Map.of("f0", "1e200", "f1", "0", "f2", "0", "f3", "0", "f4", "0"), 1e308),
            item("b", Map.of("f0", "-1e200", "f1", "0", "f2", "0", "f3", "0", "f4", "0"), -1e308));
    for (InvalidInputException error :
        List.of(
            assertThrows(InvalidInputException.class, () -> fit(ONE, 1, large)),
            assertThrows(InvalidInputException.class, () -> fit(five(), 1, few)))) {
      String message = error.getMessage();
      assertTrue(message.startsWith("a ridge's weights must be finite, found "), message);
      assertTrue(message.endsWith("bring them into another unit"), message);
    }
  }

  @Test
  void load_weightsThatAreNoNumbers_areRefused(@TempDir Path dir) throws IOException {
    try (RidgeRegressor model = fit(ONE, 2, List.of(point(0, 1), point(1, 3), point(2, 5)))) {
      model.save(dir.resolve("model"));
    }
    Path file = dir.resolve("model/ridge.json");
    String json = Files.readString(file);
    assertTrue(json.contains("\"weights\":[1.0]"), json);
    for (String weight : List.of("1e999", "null", "\"NaN\"")) {
      Files.writeString(file, json.replace("[1.0]", "[" + weight + "]"));
      String message =
          assertThrows(InvalidInputException.class, () -> RidgeRegressor.load(dir.resolve("model")))
              .getMessage();
      assertTrue(message.startsWith(file + ": bias and weights must be finite numbers"), message);
    }
  }
}
