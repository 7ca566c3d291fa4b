package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal to transformers 4.31.0 with RoBERTa's byte-level BPE. */
class RobertaGoldenTest {
  private static final Path MODEL = Fixtures.path("models/roberta/seqcls");

  @TempDir Path dir;

  private Path copy() throws IOException {
    for (String name : List.of("vocab.json", "merges.txt")) {
      Files.copy(MODEL.resolve(name), dir.resolve(name));
    }
    return dir;
  }

  @Test
  void encode_everyText_idsOfTheReference() throws IOException {
    JsonNode expected = Fixtures.json("tokenizer/roberta_tiny_tokenizer.json");
    assertEquals(8, expected.path("texts").size());
    try (TextTokenizer tokenizer = TextTokenizer.open(MODEL)) {
      for (JsonNode text : expected.path("texts")) {
        Encoding encoding = tokenizer.encode(text.path("text").asText(), 40);
        assertArrayEquals(ints(text.path("input_ids")), encoding.ids(), text.path("text").asText());
        assertArrayEquals(new int[encoding.length()], encoding.typeIds());
      }
      JsonNode pair = expected.path("pair");
      Encoding encoding =
          tokenizer.encodePair(pair.path("a").asText(), pair.path("b").asText(), 40);
      assertArrayEquals(ints(pair.path("input_ids")), encoding.ids());
      assertArrayEquals(new int[encoding.length()], encoding.typeIds());
      assertEquals(1, tokenizer.padId());
      assertEquals(120, tokenizer.vocabularySize());
    }
  }

  @Test
  void encodeWords_list_asTheTextAfterASpace() {
    try (TextTokenizer tokenizer = TextTokenizer.open(MODEL)) {
      Encoding words = tokenizer.encodeWords(List.of("the", "cat", "was", "waving"), 40);
      assertArrayEquals(tokenizer.encode(" the cat was waving", 40).ids(), words.ids());
      assertArrayEquals(new int[] {-1, 0, 1, 2, 3, 3, 3, 3, -1}, words.wordIds());
    }
  }

  @Test
  void encode_prefixSpaceAsked_firstWordAsAfterASpace() throws IOException {
    Files.writeString(copy().resolve("tokenizer_config.json"), "{\"add_prefix_space\":true}");
    try (TextTokenizer plain = TextTokenizer.open(MODEL);
        TextTokenizer spaced = TextTokenizer.open(dir)) {
      assertArrayEquals(plain.encode(" the cat", 9).ids(), spaced.encode("the cat", 9).ids());
      assertArrayEquals(
          plain.encode(" the cat", 9).ids(), spaced.encodeWords(List.of("the", "cat"), 9).ids());
    }
  }

  @Test
  void open_tokenizerJsonOfTheSameModel_sameIds() throws IOException {
    Files.writeString(dir.resolve("tokenizer.json"), TokenizerDefinition.read(MODEL).json());
    assertTrue(TokenizerDefinition.read(dir).spacedWords());
    try (TextTokenizer plain = TextTokenizer.open(MODEL);
        TextTokenizer fromJson = TextTokenizer.open(dir)) {
      assertEquals(1, fromJson.padId());
      assertEquals(plain.encode("the wa <mask>!", 20), fromJson.encode("the wa <mask>!", 20));
      List<String> words = List.of("the", "cat");
      assertEquals(plain.encodeWords(words, 20), fromJson.encodeWords(words, 20));
    }
  }

  @Test
  void encode_bytesOutsideTheVocabulary_oneUnknownTokenEach() {
    try (TextTokenizer tokenizer = TextTokenizer.open(MODEL)) {
      assertArrayEquals(new int[] {0, 3, 3, 69, 2}, tokenizer.encode("\u00e4a", 9).ids());
      assertArrayEquals(new int[] {0, 2}, tokenizer.encode("", 9).ids());
    }
  }

  @Test
  void encode_aMillionCharacters_truncatedAndNotQuadratic() {
    try (TextTokenizer tokenizer = TextTokenizer.open(MODEL)) {
      for (String text :
          List.of("the cat ".repeat(125_000), "the".repeat(333_334), "x".repeat(1_000_000))) {
        // Seconds at most; with quadratic work, hours.
        Encoding encoding = assertTimeout(Duration.ofSeconds(30), () -> tokenizer.encode(text, 16));
        assertEquals(16, encoding.length());
        assertTrue(encoding.truncated());
        assertTrue(encoding.wholeLength() > 200_000, "" + encoding.wholeLength());
      }
    }
  }

  @Test
  void open_badFiles_refusedWithOneLine() throws IOException {
    copy();
    String vocabulary = Files.readString(dir.resolve("vocab.json"));
    String merges = Files.readString(dir.resolve("merges.txt"));
    assertRefused("merges.txt", merges + "q x\n", "/merges.txt: line 18 is 'q x', not two tokens");
    assertRefused("merges.txt", merges + "q\n", "/merges.txt: line 18 is 'q', not two tokens");
    Files.writeString(dir.resolve("merges.txt"), merges);
    TextTokenizer.open(dir).close();
    assertRefused("vocab.json", "[]", "/vocab.json: not a JSON object");
    assertRefused(
        "vocab.json",
        vocabulary.replace("\"!\": 5", "\"!\": 4"),
        "/vocab.json: the ids must be different integers that are not negative, found 4 for '!'");
    assertRefused(
        "vocab.json",
        vocabulary.replace("\"<unk>\"", "\"unk\""),
        "/vocab.json has no entry <unk> (the unk_token) among its 120");
    Files.writeString(dir.resolve("vocab.json"), vocabulary);
    assertRefused("vocab.txt", "[UNK]\n", ": vocab.txt is BERT's vocabulary, vocab.json and");
    Files.delete(dir.resolve("vocab.txt"));
    Files.delete(dir.resolve("merges.txt"));
    String message =
        assertThrows(InvalidInputException.class, () -> TextTokenizer.open(dir)).getMessage();
    assertEquals(
        dir.resolve("merges.txt")
            + ": no such file; RoBERTa's tokenizer is vocab.json and merges.txt",
        message);
  }

  /** Writes a file and opens; the message is to start with the folder and {@code wanted}. */
  private void assertRefused(String name, String content, String wanted) throws IOException {
    Files.writeString(dir.resolve(name), content);
    String message =
        assertThrows(InvalidInputException.class, () -> TextTokenizer.open(dir).close())
            .getMessage();
    assertFalse(message.contains("\n"), message);
    assertTrue(message.startsWith(dir + wanted.replace('/', File.separatorChar)), message);
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
