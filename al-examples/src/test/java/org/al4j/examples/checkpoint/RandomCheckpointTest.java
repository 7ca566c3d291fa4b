package org.al4j.examples.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.config.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomCheckpointTest {
  @TempDir private Path dir;

  @Test
  void write_thenOpen_givesABertOfTheShapeWithTheDonorsVocabulary() throws IOException {
    Path written = write("a");
    try (Checkpoint checkpoint = Checkpoint.open(written)) {
      ModelConfig config = checkpoint.config();
      assertEquals("bert", config.modelType());
      assertEquals(8192, config.vocabulary());
      assertEquals(128, config.positions());
      assertEquals(2, config.layers());
      assertEquals(16, config.hidden());
      assertTrue(config.json().contains("\"intermediate_size\":64"), config.json());
      assertArrayEquals(ones(16), checkpoint.tensor("embeddings.LayerNorm.weight").values());
      assertArrayEquals(
          new float[64], checkpoint.tensor("encoder.layer.1.intermediate.dense.bias").values());
      float[] words = checkpoint.tensor("embeddings.word_embeddings.weight").values(); // [V, d]
      double sum = 0;
      double squares = 0;
      for (float value : words) {
        sum += value;
        squares += value * value;
      }
      double error = 0.02 / Math.sqrt(words.length);
      assertEquals(0, sum / words.length, 5 * error);
      assertEquals(0.02, Math.sqrt(squares / words.length), 5 * error);
    }
  }

  @Test
  void write_again_givesTheSameBytesAndLeavesWhatIsThere() throws IOException {
    Path first = write("a").resolve(Checkpoint.WEIGHTS);
    assertEquals(-1, Files.mismatch(first, write("b").resolve(Checkpoint.WEIGHTS)));
    Object time = Files.getLastModifiedTime(first);
    Object file = Files.readAttributes(first, "*").get("fileKey");
    write("a");
    assertEquals(time, Files.getLastModifiedTime(first));
    assertEquals(file, Files.readAttributes(first, "*").get("fileKey"));
    assertTrue(Files.exists(first.resolveSibling("vocab.txt")));
  }

  @Test
  void write_ofADonorsShape_hasItsNamesAndShapesWithDrawnWeights() throws IOException {
    try (EmbeddedCheckpoint donor = new EmbeddedCheckpoint()) {
      RandomCheckpoint.write(dir.resolve("same"), donor.dir());
      try (Checkpoint drawn = Checkpoint.open(dir.resolve("same"));
          Checkpoint trained = Checkpoint.open(donor.dir())) {
        assertEquals(trained.names(), drawn.names());
        assertEquals(trained.config().json(), drawn.config().json());
        int norms = 0;
        for (String name : drawn.names()) {
          assertArrayEquals(trained.shape(name), drawn.shape(name), name);
          float[] values = drawn.tensor(name).values();
          if (name.endsWith(".bias")) {
            assertArrayEquals(new float[values.length], values, name);
          } else if (drawn.shape(name).length == 1) {
            assertArrayEquals(ones(values.length), values, name);
            norms++;
          } else {
            double squares = 0;
            for (float value : values) {
              squares += value * value;
            }
            double deviation = Math.sqrt(squares / values.length);
            assertEquals(0.02, deviation, 5 * 0.02 / Math.sqrt(values.length), name);
          }
        }
        assertEquals(5, norms); // of the embeddings, and two a layer
      }
    }
  }

  private Path write(String name) throws IOException {
    Path target = dir.resolve(name);
    try (EmbeddedCheckpoint donor = new EmbeddedCheckpoint()) {
      RandomCheckpoint.write(target, donor.dir(), 2, 16, 2);
    }
    return target;
  }

  private static float[] ones(int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return ones;
  }
}
