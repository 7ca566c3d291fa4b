package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what seqeval and conlleval say of the same tags. */
class SpanMetricsTest {
  private static JsonNode fixture() throws IOException {
    try (InputStream in = SpanMetricsTest.class.getResourceAsStream("seqeval.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  static Stream<JsonNode> cases() throws IOException {
    return StreamSupport.stream(fixture().get("cases").spliterator(), false);
  }

  private static List<TagSequence> sequences(JsonNode sentences) {
    List<TagSequence> all = new ArrayList<>();
    for (JsonNode sentence : sentences) {
      List<String> tags = new ArrayList<>();
      sentence.forEach(tag -> tags.add(tag.asText()));
      all.add(new TagSequence(tags));
    }
    return all;
  }

  /**
   * The spans of a case; seqeval's end is inclusive, and it calls a missing type "_".
   *
   * @param behind what to add to an end
   */
  private static List<List<Span>> spans(JsonNode sentences, int behind) {
    List<List<Span>> all = new ArrayList<>();
    for (JsonNode sentence : sentences) {
      List<Span> spans = new ArrayList<>();
      for (JsonNode span : sentence) {
        String type = span.get(0).asText().equals("_") ? "" : span.get(0).asText();
        spans.add(new Span(type, span.get(1).asInt(), span.get(2).asInt() + behind));
      }
      all.add(spans);
    }
    return all;
  }

  private static List<List<Span>> read(List<TagSequence> sequences) {
    return sequences.stream().map(one -> TagScheme.spans(one.tags())).toList();
  }

  @Test
  void cases_all_areThere() throws IOException {
    assertEquals(16, cases().count());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void spans_case_areSeqevals(JsonNode one) {
    assertEquals(spans(one.get("entities_true_default"), 1), read(sequences(one.get("y_true"))));
    assertEquals(spans(one.get("entities_pred_default"), 1), read(sequences(one.get("y_pred"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iobes", "bilou"})
  void spans_otherSchemes_areSeqevals(String scheme) throws IOException {
    JsonNode node = fixture().get(scheme);
    List<TagSequence> tags = sequences(node.get("tags"));
    assertEquals(spans(node.get("entities"), 0), read(tags));
    SpanMetrics same = SpanMetrics.of(tags, tags);
    assertEquals(new PrecisionRecallF1(1, 1, 1), same.micro());
  }

  private static void requireScores(JsonNode expected, PrecisionRecallF1 found, String f1) {
    assertEquals(expected.get("precision").asDouble(), found.precision(), 1e-12);
    assertEquals(expected.get("recall").asDouble(), found.recall(), 1e-12);
    assertEquals(expected.get(f1).asDouble(), found.f1(), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scores_case_areSeqevalsAndConllevals(JsonNode one) {
    SpanMetrics metrics =
        SpanMetrics.of(sequences(one.get("y_true")), sequences(one.get("y_pred")));
    JsonNode expected = one.get("default_mode");
    requireScores(expected.get("micro"), metrics.micro(), "f1");
    requireScores(expected.get("macro"), metrics.macro(), "f1");
    requireScores(expected.get("weighted"), metrics.weighted(), "f1");
    assertEquals(one.get("token_accuracy").asDouble(), metrics.tokenAccuracy(), 1e-12);
    JsonNode perl = one.get("conlleval_pl");
    assertEquals(perl.get("precision_pct").asDouble(), 100 * metrics.micro().precision(), 0.00501);
    assertEquals(perl.get("recall_pct").asDouble(), 100 * metrics.micro().recall(), 0.00501);
    assertEquals(perl.get("fb1").asDouble(), 100 * metrics.micro().f1(), 0.00501);
    assertEquals(perl.get("accuracy_pct").asDouble(), 100 * metrics.tokenAccuracy(), 0.00501);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void of_type_isSeqevals(JsonNode one) {
    SpanMetrics metrics =
        SpanMetrics.of(sequences(one.get("y_true")), sequences(one.get("y_pred")));
    JsonNode types = one.get("per_type_default");
    for (String type : metrics.types()) {
      JsonNode expected = types.get(type.isEmpty() ? "_" : type);
      requireScores(expected, metrics.of(type), "f1-score");
      assertEquals(expected.get("support").asLong(), metrics.support(type));
    }
    long averages = types.has("micro avg") ? 3 : 0;
    assertEquals(types.size() - averages, metrics.types().size(), types::toString);
  }

  @Test
  void sentenceAccuracy_sentences_countAsWholes() {
    List<TagSequence> truth =
        List.of(new TagSequence(List.of("B-X", "O")), new TagSequence(List.of("O", "B-X")));
    List<TagSequence> said =
        List.of(new TagSequence(List.of("I-X", "O")), new TagSequence(List.of("O", "B-Y")));
    SpanMetrics metrics = SpanMetrics.of(truth, said);
    assertEquals(0.5, metrics.sentenceAccuracy());
    assertEquals(0.5, metrics.tokenAccuracy());
    assertEquals(new PrecisionRecallF1(0, 0, 0), metrics.of("Z"));
    assertEquals(0.5, metrics.micro().f1());
  }

  @Test
  void of_unequalOrUnknown_isRefused() {
    List<TagSequence> one = List.of(new TagSequence(List.of("O")));
    List<TagSequence> two = List.of(new TagSequence(List.of("O", "O")));
    assertThrows(IllegalArgumentException.class, () -> SpanMetrics.of(one, two));
    assertThrows(IllegalArgumentException.class, () -> SpanMetrics.of(one, List.of()));
    List<TagSequence> odd = List.of(new TagSequence(List.of("PERSON")));
    assertTrue(
        assertThrows(InvalidInputException.class, () -> SpanMetrics.of(one, odd))
            .getMessage()
            .contains("'PERSON'"));
  }
}
