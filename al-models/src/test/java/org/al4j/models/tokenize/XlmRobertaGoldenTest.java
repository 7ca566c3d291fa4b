package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.al4j.models.Fixtures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal to transformers 4.31.0 with XLM-R's SentencePiece, with and without its NFKC rules. */
class XlmRobertaGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"models/xlmr/seqcls", "models/xlmr/tokcls"})
  void encode_everyText_idsOfTheReference(String model) throws IOException {
    JsonNode expected = Fixtures.json(model + "/expected_tokenizer.json");
    assertEquals(9, expected.path("cases").size());
    try (TextTokenizer tokenizer = TextTokenizer.open(Fixtures.path(model))) {
      for (JsonNode one : expected.path("cases")) {
        String text = one.path("text").asText();
        assertArrayEquals(ints(one.path("ids")), tokenizer.encode(text, 38).ids(), text);
      }
      Encoding pair =
          tokenizer.encodePair(
              expected.at("/cases/0/text").asText(), expected.at("/cases/1/text").asText(), 38);
      assertArrayEquals(ints(expected.path("pair_of_cases_0_and_1")), pair.ids());
      assertEquals(1, tokenizer.padId());
    }
  }

  private static int[] ints(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
