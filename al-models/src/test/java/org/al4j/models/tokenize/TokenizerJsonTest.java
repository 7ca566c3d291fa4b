package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the native library would abort on, or do without end, is refused before it. */
class TokenizerJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;
  private ObjectNode bert;
  private ObjectNode unigram;

  @BeforeEach
  void read() throws IOException {
    String json = TokenizerDefinition.read(Fixtures.path("models/bert/base")).json();
    bert = (ObjectNode) JSON.readTree(json);
    unigram = MutatedTokenizers.unigram();
  }

  private int[] ids(ObjectNode root, String text) throws IOException {
    Files.writeString(dir.resolve("tokenizer.json"), root.toString());
    try (TextTokenizer tokenizer = TextTokenizer.open(dir)) {
      return tokenizer.encode(text, 32).ids();
    }
  }

  private String refusal(ObjectNode root) {
    String line =
        assertThrows(InvalidInputException.class, () -> ids(root, "the cat")).getMessage();
    String file = dir.resolve("tokenizer.json") + ": ";
    assertEquals(file, line.substring(0, file.length()));
    return line.substring(file.length());
  }

  @Test
  void open_unigramWithCharacterMap_reads() throws IOException {
    assertArrayEquals(
        new int[] {0, 5, 6, 9, 10, 3, 2}, ids(unigram, "the  cat\u00a0\ufb01ne\u4e2d"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /model                 | unk_token | "[X]"    | model: the unk_token '[X]' is not in the vocabulary of 100
          /model/vocab           | the       | 58       | model.vocab: 'the' and 'cat' both have the id 58
          /model/vocab           | the       | -1       | the id of 'the' in model.vocab must be an integer from 0 to 100000000, found -1
          /model                 | max_input_chars_per_word | 1e9 | model.max_input_chars_per_word must be an integer from 1 to 1000, found 1.0E9
          /model                 | type      | "Best"   | model: the type 'Best' is unknown; AL4J knows: BPE, Unigram, WordLevel, WordPiece
          /post_processor/special_tokens/[CLS] | ids | [134217735] | post_processor.special_tokens.[CLS].ids must be an integer from 0 to 100000000, found 134217735
          /post_processor/special_tokens/[CLS] | ids | [7] | post_processor.special_tokens.[CLS]: the special token '[CLS]' has the id 7, in the vocabulary it has 2
          /post_processor/single/0/SpecialToken | id | "[X]" | post_processor.single[0].SpecialToken: '[X]' is not among the special_tokens
          /post_processor/single/1/Sequence | id | "B" | post_processor: single has the texts 'B', must have A
          /added_tokens/0        | id        | 57       | added_tokens[0]: '[PAD]' has the id 57, in the vocabulary it has 0
          /added_tokens/0        | content   | ""       | added_tokens[0]: content is empty, which every text has everywhere
          /normalizer            | lowercase | null     | normalizer.lowercase must be true or false, found null
          ``                     | normaliser | {}      | the field 'normaliser' is unknown; AL4J knows: added_tokens, decoder, model, normalizer, padding, post_processor, pre_tokenizer, truncation, version
          """)
  void open_partThatDoesNotFit_refusedByName(String place, String field, String value, String cause)
      throws IOException {
    ((ObjectNode) bert.at(place)).set(field, JSON.readTree(value));
    assertEquals(cause, refusal(bert));
  }

  @Test
  void open_unigramThatDoesNotFit_refusedByName() throws IOException {
    ObjectNode model = (ObjectNode) unigram.get("model");
    model.put("unk_id", 12);
    assertEquals("model.unk_id must be an integer from 0 to 11, found 12", refusal(unigram));
    model.putNull("unk_id");
    assertEquals("model.unk_id must be an integer from 0 to 11, found null", refusal(unigram));
    model.put("unk_id", 3);
    ((ArrayNode) model.at("/vocab/5")).set(1, JSON.readTree("1e999"));
    assertEquals(
        "model.vocab[5] must have a finite number as its score, found \"Infinity\"",
        refusal(unigram).replace("found Infinity", "found \"Infinity\""));
  }

  @Test
  void open_damagedCharacterMap_refused() throws IOException {
    ObjectNode map = (ObjectNode) unigram.at("/normalizer/normalizers/0");
    String whole = map.get("precompiled_charsmap").asText();
    map.put("precompiled_charsmap", whole.substring(0, 4000));
    assertEquals(
        "normalizer.normalizers[0]: the character map is damaged: a trie of 11264 bytes",
        refusal(unigram).replaceAll("of \\d+ bytes", "of 11264 bytes"));
    map.put("precompiled_charsmap", "AAAA*");
    assertEquals("normalizer.normalizers[0]: precompiled_charsmap is not base64", refusal(unigram));
  }

  @Test
  void open_expressionWithoutEnd_refused() throws IOException {
    ObjectNode replace = (ObjectNode) unigram.at("/normalizer/normalizers/1");
    replace.withObject("/pattern").put("Regex", "(a+)+$");
    assertEquals(
        "normalizer.normalizers[1].pattern: the regular expression '(a+)+$' is not one that AL4J"
            + " reads: branches of characters and classes, the last of which may be repeated",
        refusal(unigram));
    replace.withObject("/pattern").put("Regex", "\\s+|[\\p{L}a-z]{2,}");
    ids(unigram, "the cat");
  }

  @Test
  void open_nestedTooDeeply_refused() throws IOException {
    Files.writeString(dir.resolve("tokenizer.json"), "[".repeat(1_000_000));
    assertThrows(InvalidInputException.class, () -> TextTokenizer.open(dir).close());
    ObjectNode inner = JSON.createObjectNode().put("type", "Lowercase");
    for (int i = 0; i < 200; i++) {
      ObjectNode outer = JSON.createObjectNode().put("type", "Sequence");
      outer.putArray("normalizers").add(inner);
      inner = outer;
    }
    bert.set("normalizer", inner);
    assertEquals(true, refusal(bert).endsWith("more than 50 parts, or nested too deeply"));
  }

  @Test
  void open_emptyPrepend_refused() throws IOException {
    bert.set("normalizer", prepend(""));
    assertEquals("normalizer.normalizers[0]: prepend is empty; leave the part out", refusal(bert));
    bert.set("normalizer", JSON.createObjectNode().put("type", "Lowercase"));
    int[] bare = ids(bert, "the cat");
    bert.set("normalizer", prepend("the "));
    assertArrayEquals(bare, ids(bert, "cat"));
  }

  @Test
  void open_prependsThatGrowTheText_refused() {
    bert.set("normalizer", prepend("x".repeat(64)));
    assertEquals(
        "normalizer.normalizers[0]: replacements make a text more than 64 times longer",
        refusal(bert));
  }

  private static ObjectNode prepend(String text) {
    ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
    ArrayNode parts = sequence.putArray("normalizers");
    parts.addObject().put("type", "Prepend").put("prepend", text);
    parts.addObject().put("type", "Lowercase");
    return sequence;
  }
}
