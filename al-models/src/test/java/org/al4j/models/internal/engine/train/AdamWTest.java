package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.al4j.models.internal.engine.train.AdamW.Moments;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamWTest {
  private static float[] numbers(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }

  private static float[] scaled(float[] values, float factor) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  /** Three updates of a tensor whose gradient begins at 3 of a larger array. */
  private static float[] tensor(Optimizer optimizer, int n, float clip, float explicit) {
    float[] weights = numbers(n, 0);
    TensorState state = TensorState.of(optimizer, new long[] {2, n / 2});
    for (int t = 1; t <= 3; t++) {
      float[] gradient = scaled(numbers(n + 5, t), explicit);
      state.update(FloatBuffer.wrap(weights), gradient, 3, new Update.Step(.01, .5, .1, clip));
    }
    return weights;
  }

  @Test
  void update_clipFactor_equalsScaledGradientBitForBit() {
    for (Optimizer optimizer :
        new Optimizer[] {new Optimizer.AdamW(.1), new Optimizer.Adafactor(.1, true, false)}) {
      assertArrayEquals(tensor(optimizer, 2500, 1, .37f), tensor(optimizer, 2500, .37f, 1));
    }
  }

  /** By the formula, element by element, without pieces. */
  @ParameterizedTest
  @ValueSource(ints = {2, 1024, 2500})
  void update_anyLength_equalsFormula(int n) {
    float[] want = numbers(n, 0);
    float[] m = new float[n];
    float[] v = new float[n];
    for (int t = 1; t <= 3; t++) {
      float[] gradient = numbers(n + 5, t);
      float step = (float) (.01 * .5 / (1 - Math.pow(.9, t)));
      float root = (float) Math.sqrt(1 - Math.pow(.999, t));
      for (int i = 0; i < n; i++) {
        float g = gradient[3 + i] * .37f;
        m[i] = .9f * m[i] + (float) (1 - .9) * g;
        v[i] = .999f * v[i] + (float) (1 - .999) * g * g;
        want[i] =
            want[i] * (float) (1 - .01 * .5 * .1)
                - step * m[i] / ((float) Math.sqrt(v[i]) / root + 1e-8f);
      }
    }
    assertArrayEquals(want, tensor(new Optimizer.AdamW(.1), n, .37f, 1));
  }

  /** Subnormal numbers make updates slow; nobody may see that they were avoided. */
  @Test
  void update_thousandTimesWithoutGradient_leavesNoSubnormalMomentAndTheSameWeights() {
    int n = 64;
    float[] p = numbers(n, 0);
    float[] want = p.clone();
    Moments moments = new Moments(n);
    Moments plain = new Moments(n);
    float[] gradient = scaled(numbers(n, 1), 1e-4f);
    for (int t = 1; t <= 1100; t++) {
      AdamW adam = AdamW.at(t, new Update.Step(1e-3, 1, .01, 1));
      AdamW unflushed = new AdamW(adam.keep(), adam.step(), adam.root(), 1, false);
      adam.update(p, gradient, moments, n);
      unflushed.update(want, gradient, plain, n);
      Arrays.fill(gradient, 0);
      for (float mean : moments.first) {
        assertTrue(mean == 0 || Math.abs(mean) >= Float.MIN_NORMAL, "update " + t);
      }
    }
    assertEquals(Float.MIN_VALUE * 5, Math.abs(plain.first[0]), Float.MIN_VALUE * 5);
    assertTrue(plain.first[0] != 0, "without flushing, subnormal numbers stay");
    assertArrayEquals(want, p);
  }
}
