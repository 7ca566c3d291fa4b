package org.al4j.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalveCheckpointTest {
  @TempDir Path dir;

  @Test
  void halve_classifier_encoderInHalfPrecisionWithoutTheHead() throws IOException {
    Path from = Fixtures.path("models/distilbert/seqcls");
    HalveCheckpoint.halve(from, dir);
    try (Checkpoint full = Checkpoint.open(from);
        Checkpoint half = Checkpoint.open(dir)) {
      assertFalse(half.has("classifier.weight"));
      assertEquals(full.config().labels(), half.config().labels());
      assertEquals(full.names().size() - 4, half.names().size()); // two linear layers less
      for (String name : half.names()) {
        float[] weights = full.tensor(name).values();
        float[] halves = half.tensor(name).values();
        for (int i = 0; i < weights.length; i++) {
          assertEquals(weights[i], halves[i], Math.abs(weights[i]) / 2048 + 0x1p-25f, name);
        }
      }
    }
  }

  /** The resource is what the program makes of the original, which is not part of the project. */
  @Test
  void halve_originalOfTheShippedCheckpoint_theShippedBytes() throws IOException {
    Path original =
        Path.of(System.getProperty("al4j.shared", "../../shared"), "checkpoints", "mini-en-2l");
    Path shipped = Path.of("../al-examples/src/main/resources/org/al4j/examples/checkpoint");
    Assumptions.assumeTrue(Files.isDirectory(original), "skipped: no directory " + original);
    HalveCheckpoint.halve(original, dir);
    for (String name : List.of("model.safetensors", "config.json", "vocab.txt")) {
      assertArrayEquals(
          Files.readAllBytes(shipped.resolve(name)), Files.readAllBytes(dir.resolve(name)), name);
    }
    Checkpoint.open(shipped).close();
  }
}
