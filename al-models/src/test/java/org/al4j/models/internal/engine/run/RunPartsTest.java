package org.al4j.models.internal.engine.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;

/** The parts of a run by themselves. */
class RunPartsTest {
  @Test
  void requireCpu_otherBackend_isRefused() {
    Engine.requireCpu(OpExecutioner.ExecutionerType.NATIVE_CPU);
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> Engine.requireCpu(OpExecutioner.ExecutionerType.CUDA));
    assertEquals(
        "transformers run on ND4J's CPU backend only, found CUDA; put al-native-cpu on the class"
            + " path instead",
        error.getMessage());
  }

  @Test
  void fill_probabilityOneTenth_dropsThatShareAndKeepsTheMean() {
    FloatBuffer mask = FloatBuffer.allocate(1_000_000);
    DropoutMasks.fill(0.1, new SplittableRandom(7), mask);
    float[] values = mask.array();
    int zeros = 0;
    double sum = 0;
    for (float value : values) {
      zeros += value == 0 ? 1 : 0;
      sum += value;
      assertTrue(value == 0 || Math.abs(value - 1 / 0.9f) < 1e-5);
    }
    assertEquals(100_000, zeros, 5 * Math.sqrt(1_000_000 * 0.09)); // 5 standard deviations
    assertEquals(1, sum / values.length, 2e-3);
  }

  @Test
  void fill_equalSeeds_equalMasks() {
    float[][] masks = new float[3][];
    for (int i = 0; i < 3; i++) {
      FloatBuffer mask = FloatBuffer.allocate(1000);
      DropoutMasks.fill(0.5, new SplittableRandom(i / 2), mask);
      masks[i] = mask.array();
    }
    assertArrayEquals(masks[0], masks[1]);
    assertFalse(Arrays.equals(masks[0], masks[2]));
  }

  @Test
  void paddedLength_anyCount_isRoundedUpAndLimited() {
    assertEquals(8, Layout.paddedLength(2, 512));
    assertEquals(64, Layout.paddedLength(57, 512));
    assertEquals(80, Layout.paddedLength(65, 512));
    assertEquals(160, Layout.paddedLength(129, 512));
    assertEquals(40, Layout.paddedLength(39, 40));
    assertEquals(12, Layout.paddedLength(9, 12));
  }
}
