package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfidfVectorsTest {
  private static final List<Instance> TEXTS =
      List.of(
          Instance.ofText("1", "cat dog cat"),
          Instance.ofText("2", "cat bird"),
          Instance.ofText("3", "dog ape"));

  @TempDir Path dir;

  private static TfidfVectors of(int most) {
    return TfidfVectors.of(TfidfSettings.defaults(), most, TEXTS);
  }

  @Test
  void vector_allTerms_isCountsTimesIdfOfLengthOne() {
    double common = Math.log(4 / 3.0) + 1; // cat, dog: 2 of 3 texts
    double length = Math.sqrt(4 * common * common + common * common);
    assertArrayEquals( // ape, bird, cat, dog
        new float[] {0, 0, (float) (2 * common / length), (float) (common / length)},
        of(9).vector(TEXTS.get(0)),
        1e-7f);
    assertArrayEquals(new float[4], of(9).vector(Instance.ofText("x", "fish")));
  }

  @Test
  void of_mostTerms_areThoseOfMostTextsThenTheFirst() {
    assertEquals(3, of(3).size());
    assertArrayEquals(new float[] {1, 0, 0}, of(3).vector(Instance.ofText("x", "ape bird")));
  }

  @Test
  void read_whatWasWritten_givesTheSameVectors() throws IOException {
    Path file = dir.resolve("vectors.json");
    of(3).write(file);
    TfidfVectors read = TfidfVectors.read(file);
    assertEquals(of(3).sha256(), read.sha256());
    for (Instance text : TEXTS) {
      assertArrayEquals(of(3).vector(text), read.vector(text));
    }
  }

  @Test
  void of_nothingToCount_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> of(0));
    assertThrows(
        InvalidInputException.class,
        () -> TfidfVectors.of(TfidfSettings.defaults(), 5, List.of(Instance.ofText("x", "? !"))));
  }

  @Test
  void read_otherFiles_areRefusedByName() throws IOException {
    for (String text :
        List.of(
            "{}",
            "[",
            "{\"format\":\"al4j-tfidf-vectors-1\",\"texts\":2,\"vocabulary\":{\"a\":3}}",
            "{\"format\":\"al4j-tfidf-vectors-1\",\"texts\":2,\"vocabulary\":{\"a\":1}}")) {
      Path file = Files.writeString(dir.resolve("vectors.json"), text);
      String message =
          assertThrows(InvalidInputException.class, () -> TfidfVectors.read(file)).getMessage();
      assertTrue(message.startsWith(file.toString()), message);
    }
  }
}
