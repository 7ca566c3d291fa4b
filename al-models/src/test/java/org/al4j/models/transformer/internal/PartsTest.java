package org.al4j.models.transformer.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;

/** The engine's parts by themselves. */
class PartsTest {
  @Test
  void requireCpu_otherBackend_isRefused() {
    Engine.requireCpu(OpExecutioner.ExecutionerType.NATIVE_CPU);
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> Engine.requireCpu(OpExecutioner.ExecutionerType.CUDA));
    assertEquals(
        "transformers run on ND4J's CPU backend only, found CUDA; put al-native-cpu on the class path instead",
        error.getMessage());
  }

  @Test
  void pack_slotsAliveTogether_doNotOverlap() {
    SplittableRandom random = new SplittableRandom(1);
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Slot slot = new Slot(1 + random.nextInt(500), i);
      slot.usedBy(i + random.nextInt(20));
      slots.add(slot);
    }
    long end = SlotPacker.pack(slots);
    long sum = 0;
    for (Slot a : slots) {
      sum += a.length;
      assertTrue(a.offset + a.length <= end);
      for (Slot b : slots) {
        boolean apart = a.offset + a.length <= b.offset || b.offset + b.length <= a.offset;
        assertTrue(a == b || apart || !a.overlaps(b));
      }
    }
    assertTrue(end < sum / 5, "memory is reused: " + end + " of " + sum);
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

  @Test
  void length_beyondAnInt_saysHowToGetBelow() {
    Value value = Value.in(new Slot(1, 0), 0, 100_000, 12, 512, 512);
    assertEquals(
        "a batch needs an array [100000, 12, 512, 512] of 314572800000 numbers, at most 2147483647"
            + " are possible; take smaller batches or shorter texts",
        assertThrows(InvalidInputException.class, value::length).getMessage());
  }

  @Test
  void quietly_streamKeptMeanwhile_printsAgainAfterwards() {
    PrintStream original = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      PrintStream[] kept = new PrintStream[1];
      Quietly.run(
          () -> {
            kept[0] = System.out;
            kept[0].print("hidden");
          });
      kept[0].print("seen");
    } finally {
      System.setOut(original);
    }
    assertEquals("seen", printed.toString(StandardCharsets.UTF_8));
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
