package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equal to transformers 4.31.0 with GPT-2's byte-level BPE, and to bytes counted by hand. */
class Gpt2GoldenTest {
  private static final Path MODEL = Fixtures.path("models/gpt2/lm");
  private static final int END = 119;

  @TempDir Path dir;

  @Test
  void encode_everyText_idsOfTheReference() throws IOException {
    JsonNode cases = Fixtures.json("models/gpt2/lm/expected_tokenizer.json").path("cases");
    assertEquals(9, cases.size());
    try (TextTokenizer tokenizer = TextTokenizer.open(MODEL)) {
      for (JsonNode one : cases) {
        String text = one.path("text").asText();
        int[] ids = ints(one.path("ids"));
        assertArrayEquals(
            text.isEmpty() ? new int[] {END} : ids, tokenizer.encode(text, 40).ids(), text);
      }
      assertEquals(END, tokenizer.padId());
      assertEquals(120, tokenizer.vocabularySize());
    }
  }

  /** A model cannot read nothing, and transformers fails on it. */
  @Test
  void encode_nothing_isTheEndOfText() {
    try (TextTokenizer tokenizer = TextTokenizer.open(MODEL)) {
      Encoding end = new Encoding(new int[] {END}, new int[1], new int[] {-1}, 1);
      assertEquals(end, tokenizer.encode("", 40));
      assertEquals(List.of(end, end), tokenizer.encodeAll(List.of("", ""), 40));
      assertEquals(end, tokenizer.encodePair("", "", 40));
      assertEquals(end, tokenizer.encodeWords(List.of(), 40));
      tokenizer.requireRoom(2);
    }
  }

  @Test
  void encode_longText_losesTokensAtItsEnd() {
    try (TextTokenizer tokenizer = TextTokenizer.open(MODEL)) {
      Encoding encoding = tokenizer.encode("the cat was good.", 3);
      assertArrayEquals(new int[] {103, 117, 114}, encoding.ids());
      assertEquals(5, encoding.wholeLength());
    }
  }

  @Test
  void encode_endOfTextInTheText_isThatToken() {
    try (TextTokenizer tokenizer = TextTokenizer.open(MODEL)) {
      assertArrayEquals(
          new int[] {103, END, 103}, tokenizer.encode("the<|endoftext|>the", 40).ids());
      // Which the fixture's configuration names, and no tokenizer file: text like any other.
      assertArrayEquals(
          new int[] {28, 92, 80, 65, 68, 92, 30}, tokenizer.encode("<|pad|>", 9).ids());
    }
  }

  /** Ids of single bytes as in OpenAI's vocabulary: printable ones first. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "\ud83d\ude00|172 253 246 222", // f0 9f 98 80
        "  ok|220 257", // the first of two spaces stands alone, the second goes with the word
        "#a\n\n\nb#|64 259 198 65", // the last one stands alone
        "#a\n b#|64 198 220 65",
        "\u041f\u0440|260 141 222", // d0 9f d1 80
        "it's|72 83 258",
        "\u0000\u007f\u00ad|188 221 126 255", // bytes 0, 7f, c2 ad
      })
  void encode_bytesAndMerges_idsCountedByHand(String text, String ids) throws IOException {
    ByteVocabulary.write(dir, "\u0120 o", "\u0120o k", "' s", "\u010a \u010a", "\u00d0 \u0141");
    assertArrayEquals(
        Arrays.stream(ids.split(" ")).mapToInt(Integer::parseInt).toArray(), open(dir, text));
  }

  private static int[] open(Path dir, String text) {
    try (TextTokenizer tokenizer = TextTokenizer.open(dir)) {
      return tokenizer.encode(text, 100).ids();
    }
  }

  @Test
  void open_tokenizerJsonOfTheSameModel_sameIds() throws IOException {
    ObjectNode json =
        (ObjectNode) new ObjectMapper().readTree(TokenizerDefinition.read(MODEL).json());
    ObjectNode bytes = json.putObject("post_processor").put("type", "ByteLevel"); // as published
    bytes.put("add_prefix_space", true).put("trim_offsets", false);
    Files.writeString(dir.resolve("tokenizer.json"), json.toString());
    assertTrue(TokenizerDefinition.read(dir).spacedWords());
    try (TextTokenizer plain = TextTokenizer.open(MODEL);
        TextTokenizer fromJson = TextTokenizer.open(dir)) {
      assertEquals(END, fromJson.padId());
      for (String text : List.of("the cat\n was <|endoftext|>!", "", " \u00e9 ")) {
        assertEquals(plain.encode(text, 20), fromJson.encode(text, 20), text);
      }
      List<String> words = List.of("the", "cat");
      assertEquals(plain.encodeWords(words, 20), fromJson.encodeWords(words, 20));
    }
  }

  @Test
  void open_otherEndInTokenizerJson_isReadForNothing() throws IOException {
    ObjectNode json =
        (ObjectNode) new ObjectMapper().readTree(TokenizerDefinition.read(MODEL).json());
    json.withArray("added_tokens").removeAll();
    ObjectNode model = json.withObject("/model");
    model.put("unk_token", "<|pad|>").withObject("/vocab").remove("<|endoftext|>");
    Files.writeString(dir.resolve("tokenizer.json"), json.toString());
    Files.writeString(dir.resolve("tokenizer_config.json"), "{\"eos_token\":\"<|pad|>\"}");
    assertEquals(-1, TokenizerDefinition.read(dir).endId());
    Files.writeString(dir.resolve("config.json"), "{\"model_type\":\"gpt2\"}");
    assertEquals(118, TokenizerDefinition.read(dir).endId());
  }

  @Test
  void open_settings_decideWhatStandsBefore() throws IOException {
    copy();
    Path settings = dir.resolve("tokenizer_config.json");
    Files.writeString(settings, "{\"add_bos_token\":true,\"pad_token\":\"<|pad|>\"}");
    try (TextTokenizer tokenizer = TextTokenizer.open(dir)) {
      assertArrayEquals(new int[] {END, 103, 117}, tokenizer.encode("the cat", 9).ids());
      assertArrayEquals(
          new int[] {END, 103, END, 116}, tokenizer.encodePair("the", "cat", 9).ids());
      assertArrayEquals(new int[] {END}, tokenizer.encode("", 9).ids());
      assertEquals(118, tokenizer.padId());
      assertArrayEquals(new int[] {END, 118}, tokenizer.encode("<|pad|>", 9).ids());
    }
    Files.writeString(settings, "{\"add_prefix_space\":true}");
    assertArrayEquals(new int[] {104, 117}, open(dir, "the cat"));
  }

  /** The class decides, and without one the model. */
  @Test
  void open_classOrModel_decideWhoseVocabularyItIs() throws IOException {
    copy();
    Path model = dir.resolve("config.json");
    Path settings = dir.resolve("tokenizer_config.json");
    Files.writeString(model, "{\"model_type\":\"roberta\"}");
    assertRefused("vocab.json has no entry <unk> (the unk_token) among its 120");
    Files.writeString(settings, "{\"tokenizer_class\":\"GPT2TokenizerFast\"}");
    assertArrayEquals(new int[] {103}, open(dir, "the"));
    Files.writeString(settings, "{\"tokenizer_class\":\"RobertaTokenizer\"}");
    Files.writeString(model, "{\"model_type\":\"gpt2\"}");
    assertRefused("vocab.json has no entry <unk> (the unk_token) among its 120");
    Files.writeString(settings, "{\"tokenizer_class\":\"GPT2Tokenizer\",\"add_bos_token\":1}");
    assertRefused("tokenizer_config.json: add_bos_token must be true or false, found 1");
    Files.delete(settings);
    Files.delete(dir.resolve("merges.txt"));
    assertRefused("merges.txt: no such file; GPT-2's tokenizer is vocab.json and merges.txt");
    Files.writeString(dir.resolve("merges.txt"), "");
    String vocabulary = Files.readString(dir.resolve("vocab.json"));
    Files.writeString(dir.resolve("vocab.json"), vocabulary.replace("<|endoftext|>", "<|end|>"));
    assertRefused("vocab.json has no entry <|endoftext|> (the unk_token) among its 120");
  }

  private void assertRefused(String wanted) {
    String message =
        assertThrows(InvalidInputException.class, () -> TextTokenizer.open(dir).close())
            .getMessage();
    assertFalse(message.contains("\n"), message);
    assertEquals(dir.resolve("x").resolveSibling(wanted).toString(), message);
  }

  private void copy() throws IOException {
    for (String name : List.of("vocab.json", "merges.txt", "config.json")) {
      Files.copy(MODEL.resolve(name), dir.resolve(name));
    }
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
