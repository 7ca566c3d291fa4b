package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People mark parts of texts over HTTP. */
class SpansTest {
  @TempDir private Path dir;

  private AnnotationServer start(String task, Choosing choosing) {
    ProjectFolder project = SpanDesks.project(dir.resolve("p"), task, 24, choosing);
    return AnnotationServer.start(project, ServerOptions.DEFAULT);
  }

  private static ObjectNode said(Person person, String id, JsonNode label) {
    return person.said(id, null).set("label", label);
  }

  private static String judge(Person person, String id, JsonNode label) {
    return person.say("judge", said(person, id, label));
  }

  private static ArrayNode spans(ObjectNode... spans) {
    ArrayNode all = Person.object().arrayNode();
    all.addAll(List.of(spans));
    return all;
  }

  /** One name of many is not marked: models that had not learnt from that text mark it. */
  @Test
  void review_ofAMissedName_suspectsItWithItsWords() {
    Choosing learning =
        Choosing.SPANS
            .withModel(SpanDesks.SMALL.replace("updates=40", "updates=400"))
            .withBatch(40, 40);
    ProjectFolder project = SpanDesks.project(dir.resolve("p"), "spans", 40, learning);
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      String missed = "";
      for (int i = 0; i < 40; i++) {
        JsonNode text = anna.text();
        String content = text.path("text").textValue();
        boolean wrong = missed.isEmpty() && content.contains("Anna");
        missed = wrong ? id(text) : missed;
        assertEquals("recorded", judge(anna, id(text), wrong ? spans() : SpanDesks.truth(content)));
      }
      JsonNode review = anna.ok("review");
      for (int i = 0; i < 800 && review.path("suspects").isEmpty(); i++) {
        Person.pause();
        review = anna.ok("review");
      }
      JsonNode first = review.path("suspects").get(0);
      assertEquals(missed, id(first), review.path("suspects")::toString);
      assertEquals(0, first.path("label").size());
      assertTrue(first.path("suggested").size() > 0 && first.path("words").size() > 0);
      assertEquals("recorded", anna.say("keep", said(anna, id(first), first.path("label"))));
      for (int i = 0; i < 800 && !review.path("fresh").booleanValue(); i++) {
        Person.pause();
        review = anna.ok("review");
      }
    }
  }

  private static String id(JsonNode text) {
    return text.path("id").textValue();
  }

  private static JsonNode text(Person person, String beginning) {
    for (JsonNode text : person.next(20).path("texts")) {
      if (text.path("text").textValue().startsWith(beginning)) {
        return text;
      }
    }
    throw new AssertionError("no text begins with " + beginning);
  }

  @Test
  void label_aBatch_trainsATaggerWhoseSuggestionsAreSpansThatCanBeSaid() {
    try (AnnotationServer server = start("spans", SpanDesks.small(6))) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      assertEquals("spans", anna.ok("project").path("task").textValue());
      assertEquals("PER", anna.ok("project").path("labels").get(0).path("name").textValue());
      JsonNode suggestion = Person.object().path("none");
      for (int i = 0; i < 400 && suggestion.isMissingNode(); i++) {
        JsonNode text = anna.text();
        suggestion = text.path("suggestion");
        if (i < 6) {
          JsonNode truth = SpanDesks.truth(text.path("text").textValue());
          assertEquals("recorded", judge(anna, id(text), truth));
        } else if (suggestion.isMissingNode()) {
          Person.pause();
        } else {
          JsonNode label = suggestion.path("label");
          assertTrue(label.isArray(), suggestion::toString);
          label.forEach(one -> assertTrue(one.path("probability").doubleValue() <= 1));
          assertTrue(suggestion.path("probability").doubleValue() <= 1, suggestion::toString);
          assertEquals("recorded", judge(anna, id(text), label));
        }
      }
      assertFalse(suggestion.isMissingNode(), "no suggestion came");
    }
  }

  @Test
  void judge_spansThatCannotBe_isRefusedAndChangesNothing() {
    try (AnnotationServer server = start("spans", SpanDesks.small(20))) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      JsonNode text = text(anna, "😀 Anna"); // an emoji has two units
      String id = id(text);
      assertEquals("[[0,2],[3,7],[8,13],", text.path("words").toString().substring(0, 20));
      ObjectNode anna1 = SpanDesks.span(3, 7, "PER");
      assertEquals("bad-request", judge(anna, id, spans(SpanDesks.span(3, 6, "PER"))));
      assertEquals("bad-request", judge(anna, id, spans(SpanDesks.span(1, 7, "PER"))));
      assertEquals("bad-request", judge(anna, id, spans(SpanDesks.span(2, 3, "PER"))));
      assertEquals("bad-request", judge(anna, id, spans(SpanDesks.span(3, 700, "PER"))));
      assertEquals("bad-request", judge(anna, id, spans(SpanDesks.span(-1, 2, "PER"))));
      assertEquals("bad-request", judge(anna, id, spans(SpanDesks.span(7, 7, "PER"))));
      assertEquals("bad-request", judge(anna, id, spans(anna1, SpanDesks.span(3, 13, "PER"))));
      assertEquals("bad-request", judge(anna, id, spans(anna1.deepCopy().put("text", "nna "))));
      assertEquals("bad-request", judge(anna, id, spans(anna1.deepCopy().put("kind", "x"))));
      assertEquals("bad-request", judge(anna, id, anna1));
      assertEquals("unfit-label", judge(anna, id, spans(SpanDesks.span(3, 7, "ORG"))));
      HttpResponse<String> unknown =
          anna.post("judge", said(anna, id, spans(SpanDesks.span(3, 7, "ORG"))));
      assertEquals(422, unknown.statusCode());
      assertTrue(
          unknown.body().contains("unknown label 'ORG'; declared labels: PER, LOC"),
          unknown.body());
      assertEquals(0, anna.ok("progress").path("labelled").intValue());
      assertEquals("recorded", judge(anna, id, spans(anna1.put("text", "Anna"))));
    }
  }

  @Test
  void judge_nothingMarked_isAnAnswerAndMayBeRevisedToWidenedSpans() {
    try (AnnotationServer server = start("spans", SpanDesks.small(20))) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      String id = id(text(anna, "😀 Anna"));
      assertEquals("recorded", judge(anna, id, spans()));
      assertEquals(1, anna.ok("progress").path("labelled").intValue());
      ObjectNode widen = Person.object().put("widen", true);
      widen.set("spans", spans(SpanDesks.span(4, 6, "PER"), SpanDesks.span(5, 13, "LOC")));
      assertEquals("bad-request", anna.say("revise", said(anna, id, widen)), "they overlap then");
      widen.set("spans", spans(SpanDesks.span(18, 23, "LOC"), SpanDesks.span(4, 6, "PER")));
      assertEquals("recorded", anna.say("revise", said(anna, id, widen)));
      JsonNode mine = anna.ok("mine").path("labels").get(0);
      ArrayNode now = spans(SpanDesks.span(3, 7, "PER"), SpanDesks.span(17, 25, "LOC"));
      assertEquals(now, mine.path("label"));
      assertTrue(mine.path("words").isArray(), "to mark it again");
      assertEquals("already", anna.say("judge", said(anna, id, now)));
    }
  }

  @Test
  void texts_addedLater_haveWordsAndStayAfterARestart() {
    try (AnnotationServer server = start("spans", SpanDesks.small(24))) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      ObjectNode blank = Person.object();
      blank.putArray("texts").add(" \t ");
      assertEquals(400, anna.post("texts", blank).statusCode(), "no word to mark");
      ObjectNode more = Person.object();
      more.putArray("texts").addObject().put("id", "x").put("text", "Anna, again");
      assertEquals(1, Person.json(anna.post("texts", more)).path("added").intValue());
      for (JsonNode text = anna.text(); !id(text).equals("x"); text = anna.text()) {
        JsonNode truth = SpanDesks.truth(text.path("text").textValue());
        assertEquals("recorded", judge(anna, id(text), truth));
      }
      assertEquals("recorded", judge(anna, "x", spans(SpanDesks.span(0, 4, "PER"))));
    }
    ProjectFolder project = ProjectFolder.open(dir.resolve("p"));
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      JsonNode mine = anna.ok("mine").path("labels").get(0);
      assertEquals(spans(SpanDesks.span(0, 4, "PER")), mine.path("label"));
    }
  }

  /** What people see as one character can be marked alone, in scripts with and without blanks. */
  @Test
  void characterSpans_ofPartsOfWords_areRecorded() {
    try (AnnotationServer server = start("character-spans", SpanDesks.small(20))) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      JsonNode text = text(anna, "😀 Anna");
      String id = id(text);
      String family = "👨‍👩‍👧";
      int at = text.path("text").textValue().indexOf(family);
      assertEquals("bad-request", judge(anna, id, spans(SpanDesks.span(at, at + 2, "PER"))));
      ArrayNode said =
          spans(SpanDesks.span(4, 6, "PER"), SpanDesks.span(at, at + family.length(), "LOC"));
      assertEquals("recorded", judge(anna, id, said));
      assertEquals(said, anna.ok("mine").path("labels").get(0).path("label"));
    }
  }

  @Test
  void create_withWhatDoesNotTagWords_isRefusedAndLeavesNoFolder() {
    List<Choosing> unfit = new ArrayList<>();
    unfit.add(Choosing.DEFAULT);
    unfit.add(Choosing.SPANS.withModel("tfidf"));
    unfit.add(Choosing.SPANS.withModel("no such"));
    unfit.add(Choosing.SPANS.withStrategy("margin"));
    unfit.add(Choosing.SPANS.withStrategy("bald"));
    for (Choosing choosing : unfit) {
      InvalidInputException refused =
          assertThrows(
              InvalidInputException.class,
              () -> SpanDesks.project(dir.resolve("p"), "spans", 4, choosing));
      assertEquals(1, refused.getMessage().lines().count(), refused::getMessage);
      assertFalse(Files.exists(dir.resolve("p")), choosing::toString);
    }
    Dataset<TagSequence> blank =
        new Dataset<>(List.of(), LabelSpace.none(), List.of(Instance.ofText("a", " ")));
    ProjectSettings settings =
        ProjectSettings.of(LabelTask.of("spans", SpanDesks.LABELS)).with(Choosing.SPANS);
    assertThrows(
        InvalidInputException.class,
        () -> ProjectFolder.create(dir.resolve("p"), settings, blank, ""));
    assertFalse(Files.exists(dir.resolve("p")), "nothing to mark");
  }
}
