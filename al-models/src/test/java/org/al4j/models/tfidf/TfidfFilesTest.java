package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfidfFilesTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(80, 3, 5);
  @TempDir private Path temp;

  private static TfidfClassifier model() {
    return TfidfLearner.create(new TfidfSettings(3, 2, 1, 2))
        .fit(DATA.items(), FitContext.of(DATA.labels(), 1));
  }

  @Test
  void load_savedModel_givesEqualOutputsAndSavesEqualBytes() throws IOException {
    List<Instance> xs = DATA.items().stream().map(Labelled::instance).toList();
    Path first = temp.resolve("deep/first");
    Path second = Files.createDirectory(temp.resolve("second"));
    try (TfidfClassifier model = model()) {
      model.save(first);
      try (TfidfClassifier loaded = TfidfClassifier.load(first)) {
        loaded.save(second);
        double[][] expected = TfidfLearnerTest.rows(model, xs, Output.LOGITS);
        double[][] found = TfidfLearnerTest.rows(loaded, xs, Output.LOGITS);
        for (int i = 0; i < expected.length; i++) {
          assertArrayEquals(expected[i], found[i]);
        }
        assertEquals(model.labels(), loaded.labels());
      }
    }
    for (String name : List.of("tfidf.json", "model.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(first.resolve(name)), Files.readAllBytes(second.resolve(name)));
    }
  }

  @Test
  void save_fullFolder_isRefusedAndLeavesNothing() throws IOException {
    Path full = Files.createDirectory(temp.resolve("full"));
    Files.writeString(full.resolve("note.txt"), "mine");
    try (TfidfClassifier model = model()) {
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> model.save(full));
      assertTrue(error.getMessage().contains("is not empty"));
      assertThrows(InvalidInputException.class, () -> model.save(full.resolve("note.txt")));
    }
    try (Stream<Path> left = Files.walk(temp)) {
      assertEquals(List.of(temp, full, full.resolve("note.txt")), left.sorted().toList());
    }
  }

  @Test
  void load_damagedFiles_areRefusedByName() throws IOException {
    try (TfidfClassifier model = model()) {
      model.save(temp.resolve("m"));
    }
    Path json = temp.resolve("m/tfidf.json");
    String text = Files.readString(json);
    assertRefused(json, text.substring(0, text.length() / 2));
    assertRefused(json, text.replace("al4j-tfidf-1", "other"));
    assertRefused(json, text.replace("\"class-2\"", "\"class-1\""));
    assertRefused(json, text.replace(",\"class-2\"", ""));
    assertRefused(json, text.replace("\"maximumNgram\":2", "\"maximumNgram\":9"));
    assertRefused(json, text.replace("\"texts\":80", "\"texts\":\"many\""));
    Files.writeString(json, text);
    byte[] tensors = Files.readAllBytes(temp.resolve("m/model.safetensors"));
    Files.write(
        temp.resolve("m/model.safetensors"), java.util.Arrays.copyOf(tensors, tensors.length - 4));
    assertThrows(InvalidInputException.class, () -> TfidfClassifier.load(temp.resolve("m")));
    assertThrows(InvalidInputException.class, () -> TfidfClassifier.load(temp.resolve("none")));
  }

  private void assertRefused(Path json, String content) throws IOException {
    Files.writeString(json, content);
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> TfidfClassifier.load(temp.resolve("m")));
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertTrue(error.getMessage().contains("tfidf.json"), error.getMessage());
  }

  @Test
  void load_countsThatAreNone_areRefused() throws IOException {
    try (TfidfClassifier model = model()) {
      model.save(temp.resolve("m"));
    }
    Path json = temp.resolve("m/tfidf.json");
    String text = Files.readString(json);
    String start = text.substring(0, text.indexOf("\"vocabulary\":{") + 14);
    String rest = text.substring(text.indexOf(':', start.length()) + 1);
    String first = text.substring(start.length(), text.length() - rest.length());
    rest = rest.substring(rest.indexOf(','));
    for (String df : List.of("null", "1.5", "-1", "0", "1e400", "81", "\"2\"", "true", "2.0")) {
      assertRefused(json, start + first + df + rest);
    }
    assertRefused(json, start + first + "2," + first + "2" + rest);
    for (String texts : List.of("null", "80.5", "0", "-80", "1e400", "99999999999")) {
      assertRefused(json, text.replace("\"texts\":80", "\"texts\":" + texts));
    }
    assertRefused(json, text.replace("\"maximumNgram\":2", "\"maximumNgram\":1.5"));
    assertRefused(json, text.replace("\"class-2\"", "null"));
    Files.writeString(json, start + first + "80" + rest);
    TfidfClassifier.load(temp.resolve("m")).close();
  }

  @Test
  void load_bytesOfAnotherEncoding_areRefused() throws IOException {
    Path dir = Files.createDirectory(temp.resolve("m"));
    Files.write(dir.resolve("tfidf.json"), new byte[] {0, 0, (byte) 0xfe, (byte) 0xff, 0, 1, 2});
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> TfidfClassifier.load(dir));
    assertTrue(error.getMessage().startsWith(dir.resolve("tfidf.json") + ": not valid JSON"));
  }

  @Test
  void load_weightThatIsNoNumber_isRefused() throws IOException {
    try (TfidfClassifier model = model()) {
      model.save(temp.resolve("m"));
    }
    Path file = temp.resolve("m/model.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 2] = (byte) 0xc0; // the last float, low byte first
    bytes[bytes.length - 1] = 0x7f;
    Files.write(file, bytes);
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class, () -> TfidfClassifier.load(temp.resolve("m")).close());
    assertEquals(file + ": weight must be finite, found NaN", error.getMessage());
  }
}
