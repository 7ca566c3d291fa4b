package org.al4j.models.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class TemperatureTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(200, 3, 5);

  private static TfidfClassifier model() {
    return TfidfLearner.create().fit(DATA.items().subList(0, 60), FitContext.of(DATA.labels(), 1));
  }

  private static List<float[]> scaled(List<float[]> logits, float factor) {
    List<float[]> out = new ArrayList<>();
    for (float[] row : logits) {
      float[] copy = row.clone();
      for (int k = 0; k < copy.length; k++) {
        copy[k] *= factor;
      }
      out.add(copy);
    }
    return out;
  }

  /** Of four instances with logits (z, 0) three are right: the best p is 3/4, so z / T = ln 3. */
  @Test
  void minimise_threeOfFourRight_isTheTemperatureDerivedByHand() {
    List<float[]> logits =
        List.of(new float[] {4, 0}, new float[] {4, 0}, new float[] {4, 0}, new float[] {4, 0});
    assertEquals(4 / Math.log(3), TemperatureFit.minimise(logits, new int[] {0, 0, 0, 1}), 1e-9);
  }

  @Test
  void minimise_doubledLogits_doublesTheTemperature() {
    SplittableRandom random = new SplittableRandom(1);
    List<float[]> logits = new ArrayList<>();
    int[] targets = new int[300];
    for (int i = 0; i < targets.length; i++) {
      logits.add(new float[] {(float) random.nextGaussian(), (float) random.nextGaussian(), 0});
      targets[i] =
          random.nextInt(10) < 6
              ? (logits.get(i)[0] > logits.get(i)[1] ? 0 : 1)
              : random.nextInt(3);
    }
    double one = TemperatureFit.minimise(logits, targets);
    assertTrue(one > 0.1 && one < 10, "an optimum inside the bounds, found " + one);
    assertEquals(2 * one, TemperatureFit.minimise(scaled(logits, 2), targets), 1e-9);
  }

  @Test
  void minimise_noOptimumInside_isTheBound() {
    List<float[]> logits = List.of(new float[] {2, 0}, new float[] {0, 3});
    assertEquals(TemperatureFit.LOWEST, TemperatureFit.minimise(logits, new int[] {0, 1}));
    assertEquals(TemperatureFit.HIGHEST, TemperatureFit.minimise(logits, new int[] {1, 0}));
  }

  @Test
  void fit_heldOutData_lowersTheLossBelowThatOfOtherTemperatures() {
    List<Labelled<ClassLabel>> heldOut = DATA.items().subList(60, 200);
    try (TfidfClassifier model = model()) {
      double best = TemperatureFit.fit(model, heldOut, DATA.labels());
      double loss = loss(model, heldOut, best);
      assertTrue(
          loss < loss(model, heldOut, best * 1.05) && loss < loss(model, heldOut, best / 1.05));
      assertThrows(
          InvalidInputException.class, () -> TemperatureFit.fit(model, List.of(), DATA.labels()));
    }
  }

  private static double loss(
      TfidfClassifier model, List<Labelled<ClassLabel>> items, double temperature) {
    double[] sum = {0};
    List<Instance> xs = items.stream().map(Labelled::instance).toList();
    TemperatureScaled.of(model, temperature)
        .forward(
            xs,
            Set.of(Output.PROBABILITIES),
            block -> {
              for (int i = 0; i < block.size(); i++) {
                int label = DATA.labels().index(items.get(block.first() + i).annotation().name());
                sum[0] -= Math.log(block.get(Output.PROBABILITIES).getDouble(i, label));
              }
            });
    return sum[0];
  }

  @Test
  void forward_allOutputs_scalesProbabilitiesAndPassesLogitsThrough() {
    List<Instance> xs = DATA.items().stream().map(Labelled::instance).toList();
    try (TemperatureScaled<TfidfClassifier> model = TemperatureScaled.of(model(), 3)) {
      assertEquals(
          new TreeSet<>(List.of(Output.LOGITS, Output.PROBABILITIES, Output.GRADIENT_NORM)),
          model.offers());
      List<double[]> predicted = new ArrayList<>();
      model.predict(xs, prediction -> predicted.add(prediction.probabilities()));
      model.forward(
          xs,
          new TreeSet<>(List.of(Output.LOGITS, Output.PROBABILITIES)),
          block -> {
            INDArray expected = Transforms.softmax(block.get(Output.LOGITS).div(3));
            assertTrue(expected.equalsWithEps(block.get(Output.PROBABILITIES), 1e-6));
            for (int i = 0; i < block.size(); i++) {
              assertArrayEquals(
                  expected.getRow(i).toDoubleVector(), predicted.get(block.first() + i), 1e-6);
            }
          });
      model.forward(
          xs,
          Set.of(Output.PROBABILITIES),
          block -> assertEquals(Set.of(Output.PROBABILITIES), block.available()));
    }
  }

  @Test
  void save_wrapper_keepsModelAndTemperature(@TempDir Path dir) throws IOException {
    try (TemperatureScaled<TfidfClassifier> model = TemperatureScaled.of(model(), 1.75)) {
      model.save(dir.resolve("m"));
    }
    assertEquals(1.75, TemperatureScaled.readTemperature(dir.resolve("m")));
    TfidfClassifier.load(dir.resolve("m")).close();
    Files.writeString(dir.resolve("m/temperature.txt"), "-1");
    assertThrows(
        InvalidInputException.class, () -> TemperatureScaled.readTemperature(dir.resolve("m")));
    assertThrows(InvalidInputException.class, () -> TemperatureScaled.readTemperature(dir));
  }

  @Test
  void readTemperature_notUtf8_isRefusedByFile(@TempDir Path dir) throws IOException {
    Path file = Files.write(dir.resolve("temperature.txt"), new byte[] {'1', (byte) 0xff});
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> TemperatureScaled.readTemperature(dir));
    assertEquals(file + ": not valid UTF-8; save it as UTF-8", e.getMessage());
  }

  @Test
  void of_badTemperature_isRefused() {
    try (TfidfClassifier model = model()) {
      for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThrows(IllegalArgumentException.class, () -> TemperatureScaled.of(model, bad));
      }
    }
  }

  @Test
  void rows_softmaxOfHugeLogits_isFinite() {
    float[] p = org.al4j.models.internal.Rows.softmax(new float[] {1e30f, 0, -1e30f}, 3, 0.5);
    assertArrayEquals(new float[] {1, 0, 0}, p);
  }

  @Test
  void rows_toFloats_readsViewsAndOtherOrders() {
    INDArray base = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    assertArrayEquals(
        new float[] {1, 2, 3, 4, 5, 6}, org.al4j.models.internal.Rows.toFloats(base.dup('f')));
    assertArrayEquals(
        new float[] {1, 4, 2, 5, 3, 6}, org.al4j.models.internal.Rows.toFloats(base.transpose()));
    assertArrayEquals(
        new float[] {4, 5, 6}, org.al4j.models.internal.Rows.toFloats(base.getRow(1)));
  }
}
