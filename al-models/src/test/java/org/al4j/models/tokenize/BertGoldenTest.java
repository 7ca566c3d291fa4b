package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal to the slow tokenizers of transformers 4.31.0 in all four configurations. */
class BertGoldenTest {
  @TempDir Path dir;

  private TextTokenizer open(JsonNode settings) throws IOException {
    Files.copy(Fixtures.path("tokenizer/vocab_bert_uncased.txt"), dir.resolve("vocab.txt"));
    Files.writeString(dir.resolve("tokenizer_config.json"), settings.toString());
    return TextTokenizer.open(dir);
  }

  private static JsonNode fixture(int index) throws IOException {
    return Fixtures.json("tokenizer/bert_tokenizer.json").path("cases").get(index);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void encode_everyText_idsOfTheReference(int index) throws IOException {
    JsonNode expected = fixture(index);
    try (TextTokenizer tokenizer = open(expected.path("kwargs"))) {
      List<String> texts = new ArrayList<>();
      for (JsonNode text : expected.path("texts")) {
        texts.add(text.path("text").asText());
      }
      assertEquals(33, texts.size());
      List<Encoding> all = tokenizer.encodeAll(texts, 512);
      for (int i = 0; i < texts.size(); i++) {
        JsonNode text = expected.path("texts").get(i);
        assertArrayEquals(ints(text.path("input_ids")), all.get(i).ids(), texts.get(i));
        assertArrayEquals(ints(text.path("token_type_ids")), all.get(i).typeIds(), texts.get(i));
        assertEquals(all.get(i), tokenizer.encode(texts.get(i), 512));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void encodePair_everyPair_truncatedAsTheReference(int index) throws IOException {
    JsonNode expected = fixture(index);
    try (TextTokenizer tokenizer = open(expected.path("kwargs"))) {
      for (JsonNode pair : expected.path("truncation")) {
        String message = pair.path("a").asText() + " / " + pair.path("b").asText();
        Encoding encoding =
            tokenizer.encodePair(
                pair.path("a").asText(), pair.path("b").asText(), pair.path("max_length").asInt());
        int length = IntStream.of(ints(pair.path("attention_mask"))).sum();
        assertEquals(length, encoding.length(), message);
        for (int i = 0; i < length; i++) {
          assertEquals(pair.path("input_ids").get(i).asInt(), encoding.ids()[i], message);
          assertEquals(pair.path("token_type_ids").get(i).asInt(), encoding.typeIds()[i], message);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void encode_tooLong_truncatedAsTheReference(int index) throws IOException {
    JsonNode expected = fixture(index);
    try (TextTokenizer tokenizer = open(expected.path("kwargs"))) {
      JsonNode single = expected.path("single_truncated");
      Encoding encoding =
          tokenizer.encode(single.path("text").asText(), single.path("max_length").asInt());
      assertArrayEquals(ints(single.path("input_ids")), encoding.ids());
      assertEquals(true, encoding.truncated());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void encodeWords_everyList_tokensOfEachWord(int index) throws IOException {
    JsonNode expected = fixture(index);
    try (TextTokenizer tokenizer = open(expected.path("kwargs"))) {
      List<String> vocabulary = Files.readAllLines(dir.resolve("vocab.txt"));
      for (JsonNode item : expected.path("pretokenized")) {
        List<String> words =
            StreamSupport.stream(item.path("words").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        Encoding encoding = tokenizer.encodeWords(words, 512);
        for (int word = 0; word < words.size(); word++) {
          List<String> tokens = new ArrayList<>();
          for (int i = 0; i < encoding.length(); i++) {
            if (encoding.wordIds()[i] == word) {
              tokens.add(vocabulary.get(encoding.ids()[i]));
            }
          }
          List<String> wanted =
              StreamSupport.stream(item.path("per_word_tokens").get(word).spliterator(), false)
                  .map(JsonNode::asText)
                  .toList();
          assertEquals(wanted, tokens, words.toString());
        }
        assertEquals(-1, encoding.wordIds()[0]);
        assertEquals(-1, encoding.wordIds()[encoding.length() - 1]);
      }
    }
  }

  @Test
  void encode_tinyVocabulary_idsOfTheReference() throws IOException {
    try (TextTokenizer tokenizer = TextTokenizer.open(Fixtures.path("models/bert/base"))) {
      assertEquals(100, tokenizer.vocabularySize());
      for (JsonNode text : Fixtures.json("tokenizer/bert_tiny_tokenizer.json").path("texts")) {
        assertArrayEquals(
            ints(text.path("input_ids")),
            tokenizer.encode(text.path("text").asText(), 40).ids(),
            text.path("text").asText());
      }
    }
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
