package org.al4j.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Selected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotes become spans where they stand in the text: emoji, from right to left, twice, nowhere. */
class SpansReplyTest {
  private static final ReplyForm<TagSequence> FORM = ReplyForm.of(TagSequence.class);
  private static final List<String> LABELS = List.of("PER", "LOC", "מקום 🏙");
  private static final Instance EMOJI =
      text(
          "e",
          "😀 Anna met Anna in New York 👨‍👩‍👧 !",
          "😀",
          "Anna",
          "met",
          "Anna",
          "in",
          "New",
          "York",
          "👨‍👩‍👧",
          "!");
  private static final Instance HEBREW =
      text(
          "h",
          "דנה גרה בתל אביב 🇮🇱 , תל אביב.",
          "דנה",
          "גרה",
          "בתל",
          "אביב",
          "🇮🇱",
          ",",
          "תל",
          "אביב",
          ".");

  @TempDir private Path dir;
  private final FakeService service = new FakeService();

  @AfterEach
  void close() {
    service.close();
  }

  private static Instance text(String id, String text, String... words) {
    return new Instance(id, text, List.of(words), Map.of());
  }

  private static Optional<ReplyForm.Said<TagSequence>> parse(Instance text, String answer) {
    return FORM.parse(ReplyJson.bare(answer), LABELS, text);
  }

  private static String span(String quote, String label) {
    return FakeService.JSON.createObjectNode().put("quote", quote).put("label", label).toString();
  }

  private static String span(String quote, String label, int number) {
    ObjectNode span = FakeService.JSON.createObjectNode().put("quote", quote).put("label", label);
    return span.put("occurrence", number).toString();
  }

  private static String answer(String... spans) {
    return "{\"spans\": [" + String.join(", ", spans) + "]}";
  }

  private static void assertSaid(Instance text, String answer, int dropped, String... tags) {
    ReplyForm.Said<TagSequence> said = parse(text, answer).orElseThrow();
    assertEquals(List.of(tags), said.annotation().tags(), answer);
    assertEquals(dropped, said.dropped(), answer);
  }

  @Test
  void parse_quotes_areWhereTheyStand() {
    assertSaid(
        EMOJI,
        answer(span("Anna", "PER", 1), span("New York", "LOC", 1)),
        0,
        "O",
        "B-PER",
        "O",
        "O",
        "O",
        "B-LOC",
        "I-LOC",
        "O",
        "O");
    assertSaid(
        EMOJI,
        "```json\n" + answer(span("Anna", "PER", 2), span("👨‍👩‍👧", "PER")) + "\n```",
        0,
        "O",
        "O",
        "O",
        "B-PER",
        "O",
        "O",
        "O",
        "B-PER",
        "O");
    assertSaid(EMOJI, answer(), 0, "O", "O", "O", "O", "O", "O", "O", "O", "O");
    assertSaid(
        HEBREW,
        answer(span("דנה", "PER"), span("🇮🇱", "LOC"), span("תל אביב", "מקום 🏙")),
        0, // the first "תל אביב" is not of whole words
        "B-PER",
        "O",
        "O",
        "O",
        "B-LOC",
        "O",
        "B-מקום 🏙",
        "I-מקום 🏙",
        "O");
  }

  @Test
  void parse_theSameQuoteAgain_isTheNextPlace() {
    assertSaid(
        EMOJI,
        answer(span("Anna", "PER"), span(" Anna ", "LOC")),
        0,
        "O",
        "B-PER",
        "O",
        "B-LOC",
        "O",
        "O",
        "O",
        "O",
        "O");
    assertSaid(
        EMOJI, // a third is nowhere
        answer(span("Anna", "PER"), span("Anna", "PER"), span("Anna", "PER")),
        1,
        "O",
        "B-PER",
        "O",
        "B-PER",
        "O",
        "O",
        "O",
        "O",
        "O");
  }

  @Test
  void parse_quotesThatStandNowhere_areDroppedAndTheOthersStay() {
    for (String quote :
        List.of("Ann", "anna", "ew York", "York ,", "Berlin", "", "Anna  in", "😀Anna")) {
      assertSaid(
          EMOJI,
          answer(span(quote, "LOC"), span("New York", "LOC")),
          1,
          "O",
          "O",
          "O",
          "O",
          "O",
          "B-LOC",
          "I-LOC",
          "O",
          "O");
    }
    assertSaid(
        EMOJI,
        answer(span("New York", "LOC"), span("York", "PER"), span("Anna", "PER", 3)),
        2, // one is where another is, one is nowhere
        "O",
        "O",
        "O",
        "O",
        "O",
        "B-LOC",
        "I-LOC",
        "O",
        "O");
  }

  @Test
  void parse_anythingElse_isNoAnswer() {
    for (String no :
        List.of(
            "",
            "Anna PER",
            "[]",
            "{\"spans\": {}}",
            "{\"spans\": [\"Anna\"]}",
            "{\"labels\": []}",
            answer(span("Anna", "ORG")),
            answer(span("Anna", "PER", 0)),
            answer("{\"quote\": \"Anna\"}"),
            answer("{\"quote\": \"Anna\", \"label\": \"PER\", \"start\": 3}"),
            answer("{\"quote\": \"Anna\", \"label\": \"PER\", \"occurrence\": \"2\"}"),
            "{\"spans\": [{\"quote\": \"Anna\", \"label\": \"PER\"}")) {
      assertEquals(Optional.empty(), parse(EMOJI, no), no);
    }
    for (String none : List.of(answer(span("New-York", "LOC")), answer(span("Anna", "PER", 9)))) {
      assertEquals(Optional.empty(), parse(EMOJI, none), "nothing found is not nothing there");
    }
  }

  @Test
  void write_spans_areReadAgain() {
    TagSequence hebrew =
        new TagSequence(List.of("B-PER", "O", "O", "B-LOC", "O", "O", "B-LOC", "B-LOC", "O"));
    ObjectNode written = FORM.write(HEBREW, hebrew);
    assertEquals(2, written.path("spans").get(3).path("occurrence").intValue(), "אביב again");
    assertEquals(hebrew, parse(HEBREW, written.toString()).orElseThrow().annotation());
    TagSequence second =
        new TagSequence(List.of("O", "O", "O", "B-PER", "O", "B-LOC", "I-LOC", "B-LOC", "O"));
    assertEquals(
        second, parse(EMOJI, FORM.write(EMOJI, second).toString()).orElseThrow().annotation());
    Instance bare = Instance.ofText("x", "no words");
    assertThrows(InvalidInputException.class, () -> FORM.write(bare, second));
  }

  private LanguageModel<TagSequence> model() {
    LlmEndpoint endpoint =
        new LlmEndpoint(service.url(), "m", ApiKey.none(), Duration.ofSeconds(10));
    LabelSpace tags = LabelSpace.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC");
    return LanguageModel.open(
        LlmSettings.of(endpoint).with(new LlmSampling(3, 1, 300, "max_tokens", ReplyFormat.SCHEMA)),
        LabelGuide.ofSpans(tags),
        TagSequence.class,
        dir.resolve("llm"));
  }

  /** Over HTTP: what is asked, what becomes of three answers, and what is counted. */
  @Test
  void ask_aService_quotesAreVotesAndWhatIsNotThereIsCounted() {
    String right = answer(span("Anna", "PER", 1), span("Anna", "PER", 2), span("New York", "LOC"));
    String more =
        answer(
            span("Berlin", "LOC"),
            span("Anna", "PER"),
            span("Anna", "PER"),
            span("New York", "LOC"));
    service.then(200, FakeService.completion(100, 50, right, more, "I see no spans"));
    try (LanguageModel<TagSequence> model = model()) {
      TagSequence dana =
          new TagSequence(List.of("B-PER", "O", "O", "O", "O", "O", "B-LOC", "I-LOC", "O"));
      Ballot<TagSequence> ballot = model.ask(EMOJI, List.of(new Labelled<>(HEBREW, dana)));
      TagSequence said =
          new TagSequence(List.of("O", "B-PER", "O", "B-PER", "O", "B-LOC", "I-LOC", "O", "O"));
      assertEquals(Map.of(said, 2), ballot.votes(), "a dropped quote spoils no answer with others");
      assertEquals(1, ballot.unfit());
      assertEquals(1, model.dropped());
      assertEquals(Optional.of(said), ballot.majority());
      JsonNode messages = service.bodies.get(0).path("messages");
      String system = messages.get(0).path("content").textValue();
      assertTrue(system.contains("\"quote\"") && system.contains("- \"LOC\""), system);
      assertTrue(messages.get(1).path("content").textValue().contains("דנה גרה"));
      assertEquals(
          answer(span("דנה", "PER", 1), span("תל אביב", "LOC", 1)).replace(" ", ""),
          messages.get(2).path("content").textValue().replace(" ", ""));
      JsonNode schema =
          service.bodies.get(0).path("response_format").path("json_schema").path("schema");
      JsonNode item = schema.path("properties").path("spans").path("items");
      assertEquals(3, item.path("required").size(), schema::toString);
      assertEquals(
          List.of("PER", "LOC"),
          FakeService.JSON.convertValue(
              item.path("properties").path("label").path("enum"), List.class));
    }
  }

  @Test
  void oracle_ofSpans_givesWhatTheAnswersAgreeOn() {
    service.otherwise(
        body ->
            FakeService.Scripted.of(
                200,
                FakeService.completion(
                    10,
                    9,
                    answer(span("דנה", "PER")),
                    answer(span("דנה", "PER")),
                    answer(span("דנה", "PER")))));
    try (LanguageModel<TagSequence> model = model()) {
      List<Answer<TagSequence>> said = new ArrayList<>();
      Query query = new Query(0, List.of(new Selected(HEBREW, 1)));
      said.addAll(new LanguageModelOracle<TagSequence>(model, List.of()).ask(query));
      assertEquals("llm:m", said.get(0).annotator());
      TagSequence tags = ((Answer.Given<TagSequence>) said.get(0)).annotation();
      assertEquals(List.of("B-PER", "O", "O", "O", "O", "O", "O", "O", "O"), tags.tags());
    }
  }
}
