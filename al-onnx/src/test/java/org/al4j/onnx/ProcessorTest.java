package org.al4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.al4j.models.scoring.ProductPrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
  private static final int LARGEST_STATE = 255;

  @ParameterizedTest
  @CsvSource({
    "amd64, 'flags\t\t: fpu avx2 avx512f avx512_vnni', EXACT",
    "amd64, 'flags\t\t: fpu avx2 avx_vnni', EXACT",
    "amd64, 'flags\t\t: fpu avx2 avx512f avx512bw', NARROW",
    "amd64, 'model name: avx512_vnni', NARROW",
    "amd64, '', NARROW",
    "x86_64, '', NARROW",
    "aarch64, '', EXACT"
  })
  void of_flagsOfAProcessor_saysWhetherSumsAreExact(
      String architecture, String info, Processor is) {
    assertEquals(is, Processor.of(architecture, info));
  }

  /** The pair that is cut off where two products are added in 16 bits: the largest of all. */
  @Test
  void integers_ofTheLargestPair_stayWithinTheSumOfTheProcessor() {
    int eight = 2 * LARGEST_STATE * Processor.EXACT.integers().steps();
    int seven = 2 * LARGEST_STATE * Processor.NARROW.integers().steps();
    assertTrue(eight > Short.MAX_VALUE, "this pair needs 32 bits: " + eight);
    assertTrue(seven <= Short.MAX_VALUE, "this one does not: " + seven);
    assertEquals(ProductPrecision.INT7, Processor.NARROW.integers());
  }
}
