package org.al4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HalfFloatTest {
  @Test
  void everyHalf_thereAndBack_isItself() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (Float.isNaN(value)) {
        assertTrue((bits & 0x7c00) == 0x7c00 && (bits & 0x3ff) != 0, "bits " + bits);
        assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.fromFloat(value))), "bits " + bits);
      } else {
        assertEquals((short) bits, HalfFloat.fromFloat(value), "bits " + bits);
      }
    }
  }

  @Test
  void toFloat_knownBits_knownValues() {
    assertEquals(1f, HalfFloat.toFloat((short) 0x3c00));
    assertEquals(-2f, HalfFloat.toFloat((short) 0xc000));
    assertEquals(65504f, HalfFloat.toFloat((short) 0x7bff));
    assertEquals(0x1p-24f, HalfFloat.toFloat((short) 0x0001));
    assertEquals(-0f, HalfFloat.toFloat((short) 0x8000));
    assertEquals(Float.NEGATIVE_INFINITY, HalfFloat.toFloat((short) 0xfc00));
  }

  @Test
  void fromFloat_betweenTwoHalves_nearestThenEven() {
    assertEquals(0x3c00, HalfFloat.fromFloat(1f + 0x1p-11f)); // tie, down to even
    assertEquals(0x3c02, HalfFloat.fromFloat(1f + 3 * 0x1p-11f)); // tie, up to even
    assertEquals(0x3c01, HalfFloat.fromFloat(1f + 0x1p-11f + 0x1p-20f));
    assertEquals(0x0000, HalfFloat.fromFloat(0x1p-25f)); // tie between 0 and the smallest
    assertEquals(0x0001, HalfFloat.fromFloat(Math.nextUp(0x1p-25f)));
    assertEquals(0x0400, HalfFloat.fromFloat(Math.nextDown(0x1p-14f))); // up to a normal number
    assertEquals(0x7bff, HalfFloat.fromFloat(Math.nextDown(65520f)));
    assertEquals(0x7c00, HalfFloat.fromFloat(65520f));
  }
}
