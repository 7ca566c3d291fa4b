package org.al4j.models.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.TagSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a CNN-BiLSTM-CRF is made of: parameters, files of vectors, words. */
class BilstmCrfLearnerProviderTest {
  @TempDir Path dir;

  /** A word is found as it is, in lower case, and with zeros for digits. */
  @Test
  void encode_words_areFoundInOtherForms() {
    FileVectors vectors = FileVectors.of(BilstmCrfContractTest.vectors());
    NetworkVocabulary vocabulary =
        NetworkVocabulary.of(List.of(List.of("Born", "1961", "born")), vectors, true);
    var ids = vocabulary.encode(List.of("PER1", "any1", "ANY1", "Any57", "1984", "BORN", "x"));
    assertArrayEquals(new int[] {2, 5, 6, 7, 1, 1, 1}, ids.vectors());
    assertEquals(List.of("0000", "born"), vocabulary.words().entries());
    assertArrayEquals(new int[] {1, 1, 1, 1, 2, 3, 1}, ids.words());
    assertEquals(List.of("1", "n", "o", "r"), vocabulary.characters().entries());
    float[] mean = Arrays.copyOfRange(vectors.values(), 3, 6);
    assertArrayEquals(new float[] {1.5f / 6, 1.5f / 6, 2 / 6f}, mean, 1e-6f);
  }

  private static String refusal(Map<String, String> parameters) {
    return assertThrows(
            InvalidInputException.class,
            () -> new BilstmCrfLearnerProvider().create(TagSequence.class, parameters).close())
        .getMessage();
  }

  @Test
  void create_badParameters_areRefusedInOneLine() throws IOException {
    Path two = Files.writeString(dir.resolve("two.txt"), "a 1.5 2.5\nb 1.5\n");
    assertEquals(
        two + ", line 2: must be a word and 2 numbers, found 2 parts",
        refusal(Map.of("vectors", two.toString())));
    Path empty = Files.writeString(dir.resolve("empty.txt"), "");
    assertEquals(
        empty + ": holds no word vector; a line is a word and numbers",
        refusal(Map.of("vectors", empty.toString())));
    assertEquals(
        "bilstm-crf: vectors must be the path of a file, found ' '",
        refusal(Map.of("vectors", " ")));
    for (Map<String, String> one :
        List.of(
            Map.of("train-vectors", "true"),
            Map.of("word-width", "0"),
            Map.of("word-width", "-1"),
            Map.of("char-widths", "2+x"),
            Map.of("char-widths", "2+2"),
            Map.of("char-filters", "31"),
            Map.of("hidden", "0"),
            Map.of("dropout", "1"),
            Map.of("recurrent-dropout", "-0.1"),
            Map.of("best", "0"),
            Map.of("dropout-passes", "0"),
            Map.of("learning-rate", "0"),
            Map.of("metric", "accuracy"),
            Map.of("patience", "0"),
            Map.of("patience", "1", "validation-share", "1"),
            Map.of("optimizer", "adafactor"))) {
      String message = refusal(one);
      assertTrue(message.matches("(bilstm-crf|transformer|training)\\b.*"), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @Test
  void create_everyParameter_isTaken() throws IOException {
    Path file = Files.writeString(dir.resolve("v.txt"), "per1 1.5 2.5\nany0 1.5 3\n");
    Map<String, String> parameters =
        Map.of("vectors", file.toString(), "char-widths", "3+2+4", "hidden", "16", "updates", "20");
    try (var learner = new BilstmCrfLearnerProvider().create(TagSequence.class, parameters)) {
      assertTrue(learner.describe().contains("of 16 over 2 word vectors of 2"), learner.describe());
    }
  }
}
