package org.al4j.models.transformer.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.models.checkpoint.Family;
import org.al4j.models.checkpoint.ModelConfig;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain Java in place of ND4J's operations gives the same numbers. */
class KernelsTest {
  private static final int CLASSES = 3;

  @Test
  void power_wholeRange_isWithinSixMillionths() {
    for (float y = -30; y <= 0; y += 0.001f) {
      double exact = Math.exp(y);
      assertEquals(exact, Softmax.power(y), 6e-6 * exact);
    }
  }

  @Test
  void rows_oddLength_equalSoftmaxAndGiveExactZeroFarBelowTheLargest() {
    SplittableRandom random = new SplittableRandom(1);
    int n = 7;
    float[] x = numbers(random, 3 * n, 5);
    x[2] = -100;
    float[] y = x.clone();
    Softmax.rows(y, y.length, n, new float[n]);
    assertEquals(0, y[2]);
    for (int row = 0; row < 3; row++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.exp(x[row * n + i]);
      }
      for (int i = 0; i < n; i++) {
        double want = Math.exp(x[row * n + i]) / sum;
        assertEquals(want, y[row * n + i], Math.max(1e-13, 1e-5 * want));
      }
    }
  }

  @Test
  void back_oddLength_equalsFormula() {
    SplittableRandom random = new SplittableRandom(2);
    int n = 11;
    float[] y = numbers(random, n, 0);
    Softmax.rows(y, n, n, new float[n]);
    float[] gradient = numbers(random, n, 1);
    float[] back = gradient.clone();
    Softmax.back(y, back, 0, n, new float[n]);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += y[i] * gradient[i];
    }
    for (int i = 0; i < n; i++) {
      assertEquals(y[i] * (gradient[i] - sum), back[i], 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "70, 90, 100, false, false", "70, 90, 100, true, false", "70, 90, 100, false, true",
    "1, 1, 1, false, false", "64, 64, 64, false, true", "5, 130, 3, true, false"
  })
  void multiply_anySize_equalsSums(int m, int n, int k, boolean flipA, boolean flipB) {
    SplittableRandom random = new SplittableRandom(3);
    float[] a = numbers(random, m * k, 1);
    float[] b = numbers(random, k * n, 1);
    float[] got = new float[m * n];
    try (FloatPointer left = new FloatPointer(a);
        FloatPointer right = new FloatPointer(b);
        FloatPointer result = new FloatPointer((long) m * n)) {
      Gemm.multiply(
          new Gemm.Size(m, n, k),
          2,
          new Gemm.Matrix(left, 0, flipA ? m : k, flipA),
          new Gemm.Matrix(right, 0, flipB ? k : n, flipB),
          new Gemm.Matrix(result, 0, n, false));
      result.position(0).get(got);
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
          sum += (double) a[flipA ? l * m + i : i * k + l] * b[flipB ? j * k + l : l * n + j];
        }
        assertEquals(2 * sum, got[i * n + j], 1e-4);
      }
    }
  }

  /** Lengths of less than a vector, beyond a block of a product, and beyond a chunk of rows. */
  @ParameterizedTest
  @CsvSource({"2, 5", "3, 72", "1, 150"})
  void gradients_kernelsOnAndOff_areEqual(int size, int length) {
    Map<String, float[]> with = gradients(size, length, true);
    Map<String, float[]> without = gradients(size, length, false);
    assertEquals(without.keySet(), with.keySet());
    without.forEach(
        (name, want) -> {
          if (!Golden.isKeyBias(name)) { // the true gradient is zero
            Golden.assertClose(name, want, with.get(name));
          }
        });
  }

  @Test
  void gradients_sameSeedTwice_areBitIdentical() {
    Map<String, float[]> first = gradients(5, 72, true);
    gradients(5, 72, true).forEach((name, again) -> assertArrayEquals(first.get(name), again));
  }

  /** Passes share what comes before the first dropout; one by one they cannot. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void score_threePassesAtOnce_equalThreeRequests(boolean kernels) {
    List<Sequence> sequences =
        examples(new SplittableRandom(5), 7, 30).stream().map(Example::sequence).toList();
    try (Engine engine = engine(kernels)) {
      Scorer scorer = new Scorer(engine, CLASSES);
      float[] together = scorer.score(sequences, new Scorer.Request(true, 3, 40)).members();
      int n = sequences.size() * CLASSES;
      for (int pass = 0; pass < 3; pass++) {
        float[] alone = scorer.score(sequences, new Scorer.Request(false, 1, 40 + pass)).members();
        assertArrayEquals(alone, Arrays.copyOfRange(together, pass * n, (pass + 1) * n));
      }
      assertFalse(
          Arrays.equals(
              Arrays.copyOfRange(together, 0, n), Arrays.copyOfRange(together, n, 2 * n)));
    }
  }

  private static List<Example> examples(SplittableRandom random, int size, int length) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int[] ids = random.ints(Math.max(1, length - 3 * i), 1, 50).toArray();
      examples.add(Example.of(new Sequence(ids, null), i % CLASSES, CLASSES));
    }
    return examples;
  }

  private static Engine engine(boolean kernels) {
    ModelConfig config =
        new ModelConfig(
            Family.BERT,
            50,
            160,
            0,
            2,
            2,
            36,
            36,
            3,
            40,
            "gelu",
            1e-12,
            0.1,
            0.1,
            0.1,
            0,
            true,
            List.of("a", "b", "c"),
            "{}");
    return new Engine(MadeUp.weights(config, CLASSES, 7), new Graphs(config), 2, kernels);
  }

  private static Map<String, float[]> gradients(int size, int length, boolean kernels) {
    try (Engine engine = engine(kernels)) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, true));
      trainer.gradients(examples(new SplittableRandom(7), size, length), 11);
      return new HashMap<>(trainer.gradientTensors());
    }
  }

  private static float[] numbers(SplittableRandom random, int count, double bound) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return numbers;
  }
}
