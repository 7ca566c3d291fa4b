package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.FloatBuffer;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.api.Test;

/**
 * Against a NumPy program of some 20 lines, written from the paper in double precision: {@code p[i]
 * = sin(i + 1)}, gradients {@code cos(t (i + 1)) (i + 1) / n} for t = 1..4, half of the rate 0.1
 * with a weight decay of 0.1, or half of relative steps with parameter scale and no decay.
 */
class AdafactorTest {
  private static final Optimizer.Adafactor FIXED = new Optimizer.Adafactor(.1, false, false);
  private static final Optimizer.Adafactor RELATIVE = new Optimizer.Adafactor(0, true, true);

  private static float[] fourUpdates(Optimizer optimizer, long... shape) {
    int n = (int) Shapes.length(shape);
    float[] p = new float[n];
    float[] g = new float[n + 1]; // gradients lie within larger arrays
    for (int i = 0; i < n; i++) {
      p[i] = (float) Math.sin(i + 1);
    }
    TensorState state = TensorState.of(optimizer, shape);
    for (int t = 1; t <= 4; t++) {
      for (int i = 0; i < n; i++) {
        g[1 + i] = (float) (Math.cos(t * (i + 1)) * (i + 1) / n);
      }
      state.update(FloatBuffer.wrap(p), g, 1, new Update.Step(.1, .5, optimizer.weightDecay(), 1));
    }
    return p;
  }

  @Test
  void update_matrix_equalsReference() {
    assertArrayEquals(
        new float[] {0.8888371f, 0.9494072f, 0.1311219f, -0.6674661f, -0.9039194f, -0.4330200f},
        fourUpdates(FIXED, 2, 3),
        1e-6f);
    assertArrayEquals(
        new float[] {0.9209236f, 0.9569499f, 0.1322653f, -0.6675547f, -0.9147087f},
        fourUpdates(FIXED, 5),
        1e-6f);
  }

  @Test
  void update_scaledRelativeSteps_equalsReference() {
    assertArrayEquals(
        new float[] {0.8461103f, 0.9135708f, 0.1406303f, -0.7513894f, -0.9563054f, -0.2910112f},
        fourUpdates(RELATIVE, 2, 3),
        1e-6f);
    assertArrayEquals(
        new float[] {0.8489837f, 0.9145092f, 0.1406801f, -0.7509568f, -0.9569468f},
        fourUpdates(RELATIVE, 5),
        1e-6f);
  }
}
