package org.al4j.models.internal.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Compares a gradient with central differences of a loss, number by number. */
final class FiniteDifferences {
  private static final float STEP = 4e-3f;

  private FiniteDifferences() {}

  /**
   * Checks up to 40 numbers of an array, drawn.
   *
   * @param values changed, and put back
   */
  static void check(String what, FloatBuffer values, FloatBuffer gradient, DoubleSupplier loss) {
    SplittableRandom random = new SplittableRandom(3);
    int count = values.capacity();
    for (int draw = 0; draw < Math.min(40, count); draw++) {
      int i = count <= 40 ? draw : random.nextInt(count);
      float kept = values.get(i);
      values.put(i, kept + STEP);
      double above = loss.getAsDouble();
      float up = values.get(i);
      values.put(i, kept - STEP);
      double below = loss.getAsDouble();
      double width = (double) up - values.get(i);
      values.put(i, kept);
      double expected = (above - below) / width;
      assertEquals(
          expected, gradient.get(i), 3e-3 * Math.max(1, Math.abs(expected)), what + " " + i);
    }
  }
}
