package org.al4j.models.internal.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain Java gives the numbers of the formulas. */
class KernelsTest {
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

  @Test
  void gelu_wholeRange_equalsExactForm() {
    for (float x = -9; x < 9; x += 0.01f) {
      double phi = phi(x);
      double density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
      assertEquals(phi, Gelu.phi(x), 5e-7);
      assertEquals(density, Gelu.density(x), 2e-6); // four squarings of rounded numbers
    }
  }

  @Test
  void geluWithTanh_wholeRange_equalsItsFormulaAndSlope() {
    int n = 5000;
    FloatBuffer x = FloatBuffer.allocate(n);
    FloatBuffer ones = FloatBuffer.allocate(n);
    for (int i = 0; i < n; i++) {
      x.put(i, i < n - 2 ? (i - n / 2) / 250f : i == n - 2 ? -1e30f : 1e30f);
      ones.put(i, 2);
    }
    FloatBuffer value = FloatBuffer.allocate(n);
    FloatBuffer slope = FloatBuffer.allocate(n);
    Gelu.TANH_FORWARD.run(new FloatBuffer[] {x}, new FloatBuffer[] {value});
    Gelu.TANH_BACKWARD.run(new FloatBuffer[] {x, ones}, new FloatBuffer[] {slope});
    double root = Math.sqrt(2 / Math.PI);
    for (int i = 0; i < n - 2; i++) {
      double z = x.get(i);
      double t = Math.tanh(root * (z + 0.044715 * z * z * z));
      assertEquals(z * (1 + t) / 2, value.get(i), 2e-6);
      double inner = root * (1 + 3 * 0.044715 * z * z);
      assertEquals(1 + t + z * (1 - t * t) * inner, slope.get(i), 1e-5);
    }
    assertEquals(0, value.get(n - 2) / 1e30, 1e-6);
    assertEquals(1, value.get(n - 1) / 1e30, 1e-6);
    assertEquals(0, slope.get(n - 2), 1e-5);
    assertEquals(2, slope.get(n - 1), 1e-5);
  }

  /** More rows than are worked on at a time, of a width that is no multiple of anything. */
  @ParameterizedTest
  @CsvSource({
    "true, true, true, true",
    "true, false, true, false",
    "true, false, false, true",
    "false, true, false, false",
    "false, false, true, true"
  })
  void rowPass_terms_equalsTheFunctionOfTheirSum(
      boolean bias, boolean mask, boolean residual, boolean keep) {
    int width = 67;
    int rows = 150;
    SplittableRandom random = new SplittableRandom(5);
    FloatBuffer[] all = {
      wrapped(random, rows * width),
      wrapped(random, width),
      wrapped(random, rows * width),
      wrapped(random, rows * width)
    };
    float[] want = new float[rows * width];
    for (int i = 0; i < want.length; i++) {
      float x = all[0].get(i) + (bias ? all[1].get(i % width) : 0);
      want[i] = x * (mask ? all[2].get(i) : 1) + (residual ? all[3].get(i) : 0);
    }
    boolean[] there = {true, bias, mask, residual};
    List<FloatBuffer> in = new ArrayList<>();
    IntStream.range(0, 4).filter(i -> there[i]).forEach(i -> in.add(all[i]));
    RowPass.Terms terms = new RowPass.Terms(bias, mask, residual);
    assertSame(Gelu.FORWARD, new Pass(Gelu.FORWARD, width, terms, keep), in, want);
    in.add(wrapped(random, width));
    in.add(wrapped(random, width));
    assertSame(LayerNorm.FORWARD, new Pass(LayerNorm.FORWARD, width, terms, keep), in, want);
  }

  private record Pass(Kernel kernel, int width, RowPass.Terms terms, boolean keep) {}

  /** The pass gives what the kernel makes of the sum, bit for bit, and the sum. */
  private static void assertSame(Kernel kernel, Pass pass, List<FloatBuffer> in, float[] sum) {
    List<FloatBuffer> plain = new ArrayList<>(List.of(FloatBuffer.wrap(sum)));
    if (kernel instanceof LayerNorm) {
      plain.addAll(in.subList(in.size() - 2, in.size()));
    }
    FloatBuffer want = FloatBuffer.allocate(sum.length);
    kernel.run(plain.toArray(FloatBuffer[]::new), new FloatBuffer[] {want});
    FloatBuffer got = FloatBuffer.allocate(sum.length);
    FloatBuffer kept = FloatBuffer.allocate(sum.length);
    new RowPass(kernel, pass.width, pass.terms, pass.keep)
        .run(in.toArray(FloatBuffer[]::new), new FloatBuffer[] {got, kept});
    assertArrayEquals(want.array(), got.array());
    assertArrayEquals(pass.keep ? sum : new float[sum.length], kept.array());
  }

  @Test
  void pairPass_gradientOfGelu_givesItAndTheSumsOfItsColumns() {
    int width = 67;
    int rows = 150;
    SplittableRandom random = new SplittableRandom(6);
    FloatBuffer[] in = {wrapped(random, rows * width), wrapped(random, rows * width)};
    FloatBuffer want = FloatBuffer.allocate(rows * width);
    Gelu.BACKWARD.run(in, new FloatBuffer[] {want});
    FloatBuffer sums = FloatBuffer.allocate(width);
    new ColumnSums()
        .run(new FloatBuffer[] {FloatBuffer.allocate(width), want}, new FloatBuffer[] {sums});
    FloatBuffer[] got = {FloatBuffer.allocate(rows * width), FloatBuffer.allocate(width)};
    new PairPass(Gelu.BACKWARD, width).run(in, got);
    assertArrayEquals(want.array(), got[0].array());
    assertArrayEquals(sums.array(), got[1].array(), 1e-4f); // in another order
  }

  private static FloatBuffer wrapped(SplittableRandom random, int count) {
    return FloatBuffer.wrap(numbers(random, count, 2));
  }

  private static float[] numbers(SplittableRandom random, int count, double bound) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return numbers;
  }

  private static double phi(double x) {
    double sum = x; // Taylor series of the normal distribution function
    double term = x;
    for (int i = 1; i < 300; i++) {
      term *= x * x / (2 * i + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
