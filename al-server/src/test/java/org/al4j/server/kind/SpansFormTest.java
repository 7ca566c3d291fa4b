package org.al4j.server.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Prediction;
import org.al4j.core.tags.WordOffsets;
import org.junit.jupiter.api.Test;

/** Spans of characters as tags of words, and back. */
class SpansFormTest {
  private static final SpansForm WORDS = new SpansForm("spans", WordCut.WORDS);
  private static final SpansForm CHARACTERS = new SpansForm("character-spans", WordCut.CHARACTERS);

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instance text(SpansForm form, String text) {
    return form.prepared(Instance.ofText("a", text));
  }

  @Test
  void read_spansInAnyOrder_areTagsAndWrittenInTheTextsOrder() {
    Instance text = text(WORDS, "👋🏽 שלום, New York.");
    TagSequence tags =
        WORDS.read(
            text,
            json("[{'start':11,'end':19,'label':'LOC'},{'start':5,'end':9,'label':'GREETING'}]"));
    assertEquals(List.of("O", "B-GREETING", "O", "B-LOC", "I-LOC", "O"), tags.tags());
    assertEquals(
        json("[{'start':5,'end':9,'label':'GREETING'},{'start':11,'end':19,'label':'LOC'}]"),
        WORDS.write(text, tags));
  }

  @Test
  void read_neighboursOfOneLabel_stayTwo() {
    Instance text = text(WORDS, "Anna Ben");
    JsonNode two = json("[{'start':0,'end':4,'label':'P'},{'start':5,'end':8,'label':'P'}]");
    assertEquals(List.of("B-P", "B-P"), WORDS.read(text, two).tags());
    assertEquals(two, WORDS.write(text, WORDS.read(text, two)));
  }

  @Test
  void read_fractionsTextsAndOtherKeys_areRefused() {
    Instance text = text(WORDS, "Anna Ben");
    for (String label :
        List.of(
            "[{'start':0.5,'end':4,'label':'P'}]",
            "[{'start':'0','end':4,'label':'P'}]",
            "[{'start':0,'end':99999999999,'label':'P'}]",
            "[{'start':0,'end':4}]",
            "[{'start':0,'end':4,'label':'P','x':1}]",
            "{'spans':[],'snap':true}",
            "{'widen':true}",
            "['P']",
            "'P'")) {
      assertThrows(InvalidInputException.class, () -> WORDS.read(text, json(label)), label);
    }
  }

  @Test
  void prepared_withWordsOfItsOwn_keepsThemForWordsOnly() {
    Instance own = Instance.ofWords("a", List.of("New York", "!"));
    assertEquals(List.of("New York", "!"), WORDS.prepared(own).words());
    assertEquals("N", CHARACTERS.prepared(own).words().get(0));
    assertThrows(InvalidInputException.class, () -> text(WORDS, " \u200D\n"));
  }

  @Test
  void characters_cut_areWhatPeopleSeeAsOne() {
    String text = "e\u0301x 👨‍👩‍👧🇮🇱 می\u200Cروم 東京";
    Instance prepared = text(CHARACTERS, text);
    assertEquals(List.of("e\u0301", "x", "👨‍👩‍👧", "🇮🇱"), prepared.words().subList(0, 4));
    assertEquals(List.of("東", "京"), prepared.words().subList(9, prepared.words().size()));
    WordOffsets places = WordOffsets.of(prepared);
    for (int i = 0; i < places.size(); i++) {
      assertEquals(prepared.words().get(i), text.substring(places.start(i), places.end(i)));
    }
  }

  @Test
  void suggestion_ofAModelWithProbabilities_hasThoseOfItsSpans() {
    Instance text = text(WORDS, "Anna Ben");
    double[][] byTag = {{0.1, 0.8, 0.1}, {0.2, 0.3, 0.5}};
    Prediction<TagSequence> said =
        new Prediction<>(text, new TagSequence(List.of("B-P", "I-P")), new Confidence.Words(byTag));
    assertEquals(
        json("[{'start':0,'end':8,'label':'P','probability':0.4}]"),
        WORDS.suggestion(said, WORDS.space(List.of("P"))));
    assertEquals(
        List.of("B-P", "I-P"),
        WORDS.read(text, WORDS.suggestion(said, WORDS.space(List.of("P")))).tags());
  }
}
