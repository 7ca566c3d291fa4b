package org.al4j.models.internal.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;

/** A plan's parts by themselves. */
class PlanPartsTest {
  @Test
  void pack_slotsAliveTogether_doNotOverlap() {
    SplittableRandom random = new SplittableRandom(1);
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Slot slot = new Slot(1 + random.nextInt(500), i);
      slot.usedBy(i + random.nextInt(20));
      slots.add(slot);
    }
    long end = Slot.pack(slots);
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
}
