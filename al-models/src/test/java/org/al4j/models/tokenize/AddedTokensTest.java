package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens beside a vocabulary of 100, in which {@code the} is 57, {@code cat} 58. */
class AddedTokensTest {
  private static final int CLS = 2;
  private static final int SEP = 3;
  private static final int THE = 57;
  private static final int CAT = 58;

  @TempDir Path parent;
  private Path dir;

  @BeforeEach
  void copy() throws IOException {
    dir = Fixtures.copy("models/bert/base", parent.resolve("bert"));
  }

  private void write(String name, String json) throws IOException {
    Files.writeString(dir.resolve(name), json);
  }

  private int[] ids(String text) {
    try (TextTokenizer tokenizer = TextTokenizer.open(dir)) {
      return tokenizer.encode(text, 32).ids();
    }
  }

  private String refusal() {
    return assertThrows(InvalidInputException.class, () -> TextTokenizer.open(dir).close())
        .getMessage();
  }

  @Test
  void open_addedTokensJson_foundBeforeWordsAreSplit() throws IOException {
    write("added_tokens.json", "{\"covid-19\": 100, \"[new line]\": 101}");
    assertArrayEquals(new int[] {CLS, THE, 100, 101, CAT, SEP}, ids("the COVID-19[new line]cat"));
    assertEquals(102, TokenizerDefinition.read(dir).vocabularySize());
  }

  @Test
  void open_addedIdsWithGaps_keptAsTheyStand() throws IOException {
    write("added_tokens.json", "{\"covid-19\": 110, \"<n>\": 103}");
    assertArrayEquals(new int[] {CLS, 103, 110, CAT, SEP}, ids("<n>covid-19 cat"));
  }

  @Test
  void open_additionalSpecialTokens_matchedAsTheyAreWritten() throws IOException {
    write("added_tokens.json", "{\"[E1]\": 100}");
    write("special_tokens_map.json", "{\"additional_special_tokens\": [\"[E1]\", \"[E2]\"]}");
    assertArrayEquals(new int[] {CLS, 100, THE, 101, SEP}, ids("[E1] the [E2]"));
    int[] lower = ids("[e1]");
    assertEquals(false, java.util.Arrays.stream(lower).anyMatch(id -> id == 100));
  }

  @Test
  void open_addedTokensDecoder_readWithItsFlags() throws IOException {
    write(
        "tokenizer_config.json",
        "{\"added_tokens_decoder\": {\"100\": {\"content\": \"ab\", \"single_word\": true,"
            + " \"lstrip\": false, \"rstrip\": false, \"normalized\": false, \"special\":"
            + " false}}}");
    assertArrayEquals(new int[] {CLS, THE, 100, SEP}, ids("the ab"));
    assertEquals(false, java.util.Arrays.stream(ids("the abab")).anyMatch(id -> id == 100));
  }

  @Test
  void open_addedTokensBesideVocabJson_read() throws IOException {
    dir = Fixtures.copy("models/roberta/seqcls", parent.resolve("roberta"));
    int size = TokenizerDefinition.read(dir).vocabularySize();
    write("added_tokens.json", "{\"<new>\": " + size + "}");
    int[] ids = ids("the<new>");
    assertEquals(size, ids[ids.length - 2]);
  }

  @Test
  void open_addedLineBreak_foundUnlessItIsStripped() throws IOException {
    write("added_tokens.json", "{\"<br>\": 100, \"\\t\": 101}");
    assertArrayEquals(new int[] {CLS, THE, 100, CAT, 101, CAT, SEP}, ids("the<br>cat\tcat"));
    String json = TokenizerDefinition.read(dir).json();
    write(
        "tokenizer.json",
        json.replaceFirst(
            "\"normalizer\":\\{[^}]*}",
            "\"normalizer\":{\"type\":\"Strip\",\"strip_left\":true,\"strip_right\":true}"));
    assertEquals(
        dir.resolve("tokenizer.json")
            + ": added_tokens[6]: the normalizer may leave nothing of '?'; set normalized to false",
        refusal());
  }

  @Test
  void open_idOfAnotherToken_refusedByName() throws IOException {
    write("added_tokens.json", "{\"covid\": 57}");
    assertEquals(
        dir.resolve("vocab.txt")
            + ": added_tokens[5]: 'covid' has the id 57, which is that of 'the'",
        refusal());
    write("added_tokens.json", "{\"the\": 100}");
    assertEquals(
        dir.resolve("vocab.txt")
            + ": added_tokens[5]: 'the' has the id 100, in the vocabulary it has 57",
        refusal());
    write("added_tokens.json", "{\"x\": -1}");
    assertEquals(
        dir.resolve("added_tokens.json")
            + ": the id of 'x' must be an integer from 0 to 100000000, found -1",
        refusal());
  }

  @Test
  void read_emptyLinesAtTheEndOfTheVocabulary_dropped() throws IOException {
    TokenizerDefinition before = TokenizerDefinition.read(dir);
    Path file = dir.resolve("vocab.txt");
    String text = Files.readString(file);
    Files.writeString(file, text.stripTrailing() + "\n\n\n\n");
    assertEquals(before, TokenizerDefinition.read(dir));
  }
}
