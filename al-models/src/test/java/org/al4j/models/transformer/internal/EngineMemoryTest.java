package org.al4j.models.transformer.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.al4j.models.transformer.internal.EngineMemory.Growth;
import org.junit.jupiter.api.Test;

/**
 * A short run of {@link EngineMemory}. A step that kept its working memory would take hundreds of
 * megabytes.
 */
class EngineMemoryTest {
  private static final double ALLOWED =
      50; // MB; the JIT compiler and the collector move it by about 20

  @Test
  void steps_mixedShapes_leaveMemoryFlat() throws IOException {
    Growth growth = new EngineMemory(Golden.of("bert/seqcls")).steps(800);
    assertTrue(growth.megabytes() < ALLOWED, growth.toString());
  }

  @Test
  void models_createdAndClosed_leaveMemoryFlat() throws IOException {
    Growth growth = new EngineMemory(Golden.of("bert/seqcls")).models(200);
    assertTrue(growth.megabytes() < ALLOWED, growth.toString());
  }
}
