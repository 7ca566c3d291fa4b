package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokenizerTest {
  private static final int CLS = 2;
  private static final int SEP = 3;
  private static final int UNK = 1;

  @TempDir Path dir;
  private TextTokenizer tokenizer;

  @BeforeEach
  void open() {
    tokenizer = TextTokenizer.open(Fixtures.path("models/bert/base"));
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @Test
  void encode_emptyBlankOrControl_onlySpecialTokens() {
    for (String text : List.of("", " \t\n", "\u0000\u0007\u200b", "\ud83d", "\ufffd")) {
      Encoding encoding = tokenizer.encode(text, 8);
      assertArrayEquals(new int[] {CLS, SEP}, encoding.ids());
      assertArrayEquals(new int[] {-1, -1}, encoding.wordIds());
      assertFalse(encoding.truncated());
    }
    assertArrayEquals(new int[] {CLS, SEP}, tokenizer.encodeWords(List.of(), 8).ids());
  }

  @Test
  void encode_emoji_oneUnknownToken() {
    assertArrayEquals(
        new int[] {CLS, 57, UNK, 58, SEP}, tokenizer.encode("the 😀👍🏽 cat", 8).ids());
  }

  @Test
  void encode_aMillionCharacters_truncated() {
    Encoding words = tokenizer.encode("the cat ".repeat(125_000), 16);
    assertEquals(16, words.length());
    assertTrue(words.truncated());
    assertEquals(250_002, words.wholeLength());
    assertEquals(58, words.ids()[14]);
    assertEquals(SEP, words.ids()[15]);
    assertArrayEquals(new int[] {CLS, UNK, SEP}, tokenizer.encode("x".repeat(1_000_000), 16).ids());
  }

  @Test
  void check_longText_refusedOrPassedOn() {
    Instance text = Instance.ofText("a", "the cat\nruns");
    Encoding cut = tokenizer.encode(text.text(), 4);
    assertEquals(6, cut.wholeLength());
    assertSame(cut, LongTexts.TRUNCATE.check(cut, text, 4));
    assertEquals(
        "instance a: a text of 6 tokens, at most 4 are read; shorten it, raise max-length (to at"
            + " most 5), or have long texts truncated: 'the cat runs'",
        refusal(cut, text, 5));
    assertEquals(
        "instance a: a text of 6 tokens, at most 4 are read; shorten it or have long texts"
            + " truncated: 'the cat runs'",
        refusal(cut, text, 4));
    Encoding whole = tokenizer.encode("the cat", 4);
    assertSame(whole, LongTexts.REFUSE.check(whole, Instance.ofText("b", "the cat"), 4));
  }

  private static String refusal(Encoding cut, Instance text, int most) {
    return assertThrows(InvalidInputException.class, () -> LongTexts.REFUSE.check(cut, text, most))
        .getMessage();
  }

  @Test
  void encode_exactlyFits_notTruncated() {
    assertFalse(tokenizer.encode("the cat runs", 6).truncated());
    Encoding cut = tokenizer.encode("the cat runs", 5);
    assertTrue(cut.truncated());
    assertArrayEquals(new int[] {CLS, 57, 58, 62, SEP}, cut.ids());
    assertArrayEquals(new int[] {-1, 0, 1, 2, -1}, cut.wordIds());
    assertArrayEquals(new int[] {CLS, SEP}, tokenizer.encode("the cat", 2).ids());
  }

  @Test
  void encode_noRoomForSpecialTokens_refused() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("the", 1));
    assertEquals("maxLength 1 leaves no room for the 2 special tokens", error.getMessage());
  }

  @Test
  void encodeAll_manyBlocks_inOrderAndEqualToOneByOne() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      texts.add("the cat ".repeat(i % 7) + (i % 2 == 0 ? "runs" : "😀"));
    }
    texts.add(3, "dog ".repeat(400_000));
    List<Encoding> all = tokenizer.encodeAll(texts, 12);
    assertEquals(texts.size(), all.size());
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(tokenizer.encode(texts.get(i), 12), all.get(i));
    }
    assertEquals(List.of(), tokenizer.encodeAll(List.of(), 12));
  }

  @Test
  void encode_manyThreads_allEqual() {
    Encoding expected = tokenizer.encode("the dog was not good!", 16);
    assertTrue(
        IntStream.range(0, 2000)
            .parallel()
            .allMatch(i -> tokenizer.encode("the dog was not good!", 16).equals(expected)));
  }

  @Test
  void close_twiceThenEncode_clearError() {
    tokenizer.close();
    tokenizer.close();
    assertThrows(IllegalStateException.class, () -> tokenizer.encode("the", 8));
  }

  @Test
  void open_tokenizerJsonBesideVocabulary_theJsonWithoutItsTruncation() throws IOException {
    Fixtures.copy("models/bert/base", dir.resolve("c"));
    String json = TokenizerDefinition.read(dir.resolve("c")).json();
    String other =
        json.replaceFirst(
                "\\{",
                "{\"truncation\":{\"direction\":\"Right\",\"max_length\":4,\"strategy\":"
                    + "\"LongestFirst\",\"stride\":0},\"padding\":{\"strategy\":{\"Fixed\":20},"
                    + "\"direction\":\"Right\",\"pad_to_multiple_of\":null,\"pad_id\":5,"
                    + "\"pad_type_id\":0,\"pad_token\":\"[PAD]\"},")
            .replace("\"the\":57", "\"le\":57");
    Files.writeString(dir.resolve("c/tokenizer.json"), other);
    TokenizerDefinition definition = TokenizerDefinition.read(dir.resolve("c"));

    assertEquals(100, definition.vocabularySize());
    assertEquals(5, definition.padId());
    try (TextTokenizer fromJson = TextTokenizer.open(definition)) {
      assertArrayEquals(
          new int[] {CLS, 57, 58, 62, 49, SEP}, fromJson.encode("le cat runs", 20).ids());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ElectraTokenizer", "DistilBertTokenizer", "BertTokenizer"})
  void open_wordPieceFamilies_vocabularyWithSettings(String type) throws IOException {
    Path c = Fixtures.copy("models/bert/base", dir.resolve("c"));
    Files.writeString(
        c.resolve("tokenizer_config.json"),
        String.format(
            Locale.ROOT,
            "{\"do_lower_case\": true, \"model_max_length\": 40, \"tokenizer_class\": \"%s\"}",
            type));
    try (TextTokenizer same = TextTokenizer.open(c)) {
      assertArrayEquals(new int[] {CLS, 57, 58, SEP}, same.encode("THE cat", 8).ids());
      int[] types = same.encodePair("the", "cat", 8).typeIds();
      assertArrayEquals(new int[] {0, 0, 0, 1, 1}, types);
    }
  }

  @Test
  void open_settingsAgainstTokenizerJson_theSettingsPrevail() throws IOException {
    Path c = Fixtures.copy("models/bert/base", dir.resolve("c"));
    Files.writeString(c.resolve("tokenizer.json"), TokenizerDefinition.read(c).json());
    Files.writeString(c.resolve("tokenizer_config.json"), "{\"do_lower_case\":false}");
    try (TextTokenizer cased = TextTokenizer.open(c)) {
      assertArrayEquals(new int[] {CLS, UNK, 58, SEP}, cased.encode("THE cat", 8).ids());
    }
    assertArrayEquals(new int[] {CLS, 57, 58, SEP}, tokenizer.encode("THE cat", 8).ids());
  }

  @Test
  void open_badFiles_refusedWithOneLine() throws IOException {
    assertRefused("tokenizer.json", "{", "tokenizer.json: not valid JSON: ");
    assertRefused("tokenizer.json", "[]", "tokenizer.json: not a JSON object");
    assertRefused("tokenizer.json", "{}", "tokenizer.json: model must be an object, found none");
    assertRefused(
        "tokenizer.json",
        "{\"model\":{\"vocab\":{\"a\":\"b\"}}}",
        "tokenizer.json: the id of 'a' in model.vocab must be an integer from 0 to 100000000, found"
            + " \"b\"");
    assertRefused(
        "tokenizer.json",
        "{\"model\":{\"vocab\":{\"a\":0}}}",
        "tokenizer.json: model.unk_token must be a text, found none");
    assertRefused(
        "vocab.txt", "a\nb\n", "vocab.txt has no entry [UNK] (the unk_token) among its 2");
    assertRefused(
        "vocab.txt", "", "vocab.txt: an empty file, not the tokenizer; download it again");
    assertRefused(
        "tokenizer_config.json",
        "{\"do_lower_case\":1}",
        "tokenizer_config.json: do_lower_case must be true or false, found 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          models/bert/base    | tokenizer_config.json | tokenizer_class        | BertJapaneseTokenizer
          models/bert/base    | tokenizer_config.json | word_tokenizer_type    | mecab
          models/bert/base    | tokenizer_config.json | subword_tokenizer_type | character
          models/bert/base    | config.json           | tokenizer_class        | BertJapaneseTokenizer
          models/bert/base    | tokenizer_config.json | tokenizer_class        | RobertaTokenizer
          models/roberta/base | config.json           | tokenizer_class        | CLIPTokenizer
          """)
  void open_vocabularyOfAnotherTokenizer_refusedWithoutItsJson(
      String checkpoint, String file, String setting, String value) throws IOException {
    Path c = Fixtures.copy(checkpoint, dir.resolve("c"));
    String json = TokenizerDefinition.read(c).json();
    Files.deleteIfExists(c.resolve("tokenizer_config.json"));
    Files.writeString(
        c.resolve(file), String.format(Locale.ROOT, "{\"%s\":\"%s\"}", setting, value));
    assertEquals(
        String.format(
            Locale.ROOT,
            "%s: %s is '%s', which AL4J supports by a tokenizer.json only; the folder has none",
            c.resolve(file),
            setting,
            value),
        assertThrows(InvalidInputException.class, () -> TextTokenizer.open(c).close())
            .getMessage());
    Files.writeString(c.resolve("tokenizer.json"), json);
    TextTokenizer.open(c).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BertTokenizer",
        "BertTokenizerFast",
        "DistilBertTokenizer",
        "ElectraTokenizerFast"
      })
  void open_vocabularyOfAKnownTokenizer_isRead(String name) throws IOException {
    Path c = Fixtures.copy("models/bert/base", dir.resolve("c"));
    Files.writeString(
        c.resolve("tokenizer_config.json"),
        String.format(
            Locale.ROOT, "{\"tokenizer_class\":\"%s\",\"word_tokenizer_type\":\"basic\"}", name));
    TextTokenizer.open(c).close();
  }

  private void assertRefused(String name, String content, String cause) throws IOException {
    Path c = Files.createTempDirectory(dir, "c");
    Files.writeString(c.resolve(name), content);
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> TextTokenizer.open(c).close());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertTrue(error.getMessage().startsWith(c + File.separator + cause), error.getMessage());
  }
}
