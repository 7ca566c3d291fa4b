package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.Extras;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts whose label is known measure people, who are not told; and labels that come later. */
class GoldTextsTest {
  @TempDir private Path dir;

  /** One after each third other; among the texts to label they are left out. */
  private ProjectFolder project() {
    List<Instance> texts = new ArrayList<>(Desks.texts(40));
    List<Labelled<ClassLabel>> gold =
        texts.subList(36, 40).stream()
            .map(one -> new Labelled<>(one, new ClassLabel(Desks.truth(one.text()))))
            .toList();
    LabelSpace labels = LabelSpace.of(Desks.LABELS);
    Extras extras =
        Extras.NONE.withGold(new Dataset<>(gold, labels)).with(ProjectPlan.NONE.withGoldEvery(3));
    return ProjectFolder.create(
        dir.resolve("p"),
        Desks.settings(8),
        new Dataset<ClassLabel>(List.of(), labels, texts),
        "",
        extras);
  }

  private static boolean isGold(JsonNode text) {
    return text.path("id").textValue().compareTo("t036") >= 0;
  }

  private static JsonNode review(Person owner) {
    for (int i = 0; i < 400; i++) {
      JsonNode review = owner.ok("review");
      if (review.path("fresh").booleanValue()) {
        return review.path("people");
      }
      Person.pause();
    }
    throw new AssertionError("no review");
  }

  /** Labels on until a gold text comes. */
  private static String gold(Person who, int others) {
    for (int i = 0; i < others; i++) {
      JsonNode text = who.text();
      assertFalse(isGold(text), "number " + i);
      who.judge(text.path("id").textValue(), Desks.truth(text.path("text").textValue()));
    }
    JsonNode text = who.text();
    assertTrue(isGold(text), text::toString);
    List<String> names = new ArrayList<>();
    text.fieldNames().forEachRemaining(names::add);
    names.remove("suggestion"); // any text has one as soon as a model was trained
    assertEquals(List.of("id", "text", "round"), names, "it looks like any other");
    return text.path("id").textValue();
  }

  /** The text before this person as soon as the model says something of it. */
  private static JsonNode suggested(Person who) {
    for (int i = 0; i < 400; i++) {
      JsonNode text = who.text();
      if (text.has("suggestion")) {
        return text;
      }
      Person.pause();
    }
    throw new AssertionError("the model says nothing of " + who.text());
  }

  /** By whatever way they come again, and with other ids. */
  @Test
  void textsToMeasureBy_addedLater_areLeftOutAndTheOthersTaken() {
    ProjectFolder project = project();
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      ObjectNode body = Person.object();
      var texts = body.putArray("texts");
      texts.add("a text of pear and plum that is new");
      for (Instance one : Desks.texts(40).subList(36, 40)) {
        texts.add(one.text()); // its id is by its text now
        texts.addObject().put("id", one.id()).put("text", one.text());
      }
      HttpResponse<String> answer = anna.post("texts", body);
      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("\"added\":1"), answer.body());
      assertEquals(37, anna.ok("progress").path("unlabelled").intValue());
    }
  }

  /** An answer that was lost is asked for again by its key, whatever was said in between. */
  @Test
  void key_answeredAlready_countsOnce() {
    try (AnnotationServer server = AnnotationServer.start(project(), ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      String id = gold(anna, 3);
      assertEquals("recorded", anna.judge(id, "fruit"));
      ObjectNode twice = anna.said(id, "fruit");
      assertEquals("already", anna.say("judge", twice));
      assertEquals("recorded", anna.say("withdraw", anna.said(id, null)));
      assertEquals("already", anna.say("judge", twice));
      assertEquals(3, anna.ok("mine").path("labels").size(), "it stays withdrawn");
    }
  }

  @Test
  void ids_thatOtherTextsHave_areRefusedBeforeAFolderIsMade() {
    LabelSpace labels = LabelSpace.of(Desks.LABELS);
    Labelled<ClassLabel> other =
        new Labelled<>(Instance.ofText("t003", "a pear of another file"), new ClassLabel("fruit"));
    Extras extras = Extras.NONE.withGold(new Dataset<>(List.of(other), labels));
    Dataset<ClassLabel> data = new Dataset<>(List.of(), labels, Desks.texts(40));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> ProjectFolder.create(dir.resolve("q"), Desks.settings(8), data, "", extras));
    assertTrue(e.getMessage().contains("'t003'"), e.getMessage());
    assertFalse(Files.exists(dir.resolve("q")));
  }

  /** Were it the only one without a suggestion, it would be known by that. */
  @Test
  void gold_onceAModelIsTrained_comesWithASuggestionLikeTheOthers() {
    try (AnnotationServer server = AnnotationServer.start(project(), ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      anna.judge(gold(anna, 3), "fruit");
      anna.judge(gold(anna, 3), "fruit");
      for (int i = 0; i < 3; i++) { // the second of them is the eighth label, which ends the round
        JsonNode text = i < 2 ? anna.text() : suggested(anna);
        assertFalse(isGold(text), text::toString);
        anna.judge(text.path("id").textValue(), Desks.truth(text.path("text").textValue()));
      }
      JsonNode text = suggested(anna);
      assertTrue(isGold(text), text::toString);
    }
  }

  @Test
  void gold_mixedIn_measuresEachPersonAndTrainsNothing() {
    ObjectNode again;
    try (AnnotationServer server = AnnotationServer.start(project(), ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      assertEquals(36, anna.ok("progress").path("unlabelled").intValue());
      assertEquals("t036", gold(anna, 3));
      assertEquals("recorded", anna.judge("t036", "fruit"));
      assertEquals("t037", gold(anna, 3));
      assertEquals("recorded", anna.judge("t037", "fruit"), "which is wrong");
      assertEquals("t036", gold(ben, 3));
      again = ben.said("t036", "fruit");
      assertEquals("recorded", ben.say("judge", again));
      JsonNode progress = anna.ok("progress");
      assertEquals(9, progress.path("labelled").intValue());
      assertEquals(8, progress.path("mine").intValue(), "they count like others for her");
      assertEquals(8, anna.ok("mine").path("labels").size());
      JsonNode people = review(anna);
      assertEquals(1, people.path("anna").path("goldRight").intValue(), people::toString);
      assertEquals(2, people.path("anna").path("gold").intValue());
      assertEquals(1, people.path("ben").path("goldRight").intValue());
      assertFalse(anna.get("export?what=judgements").body().contains("t036"));
    }
    ProjectFolder project = ProjectFolder.open(dir.resolve("p"));
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      assertEquals("already", ben.say("judge", again));
      assertEquals(8, anna.ok("progress").path("mine").intValue());
      assertEquals(2, review(anna).path("anna").path("gold").intValue());
      assertEquals(8, anna.ok("times").path("own").path("labels").intValue(), "their times, too");
    }
  }

  @Test
  void gold_changedAfterwards_isAnsweredLikeAnyOtherAndMeasuredOnce() {
    try (AnnotationServer server = AnnotationServer.start(project(), ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      String id = gold(anna, 3);
      assertEquals("conflict", anna.say("revise", anna.said(id, "tool")));
      assertEquals("recorded", anna.judge(id, "tool"));
      assertEquals("already", anna.judge(id, "tool"));
      assertEquals("conflict", anna.judge(id, "fruit"));
      assertEquals("conflict", anna.say("skip", anna.said(id, null)));
      assertEquals("recorded", anna.say("revise", anna.said(id, "fruit")));
      assertEquals("recorded", anna.say("withdraw", anna.said(id, null)));
      assertEquals("conflict", anna.say("withdraw", anna.said(id, null)));
      assertEquals(3, anna.ok("progress").path("mine").intValue());
      assertEquals("recorded", anna.judge(id, "fruit"));
      assertEquals("unfit-label", anna.judge(id, "metal"));
      assertEquals("conflict", anna.say("decide", anna.said(id, "fruit")));
      assertEquals("recorded", anna.say("flag", anna.said(id, null).put("note", "odd")));
      JsonNode people = review(anna);
      assertEquals(0, people.path("anna").path("goldRight").intValue(), "what was said first");
      assertEquals(1, people.path("anna").path("gold").intValue());
    }
  }

  @Test
  void gold_passedOver_comesNoMoreAndThePersonGoesOn() {
    try (AnnotationServer server = AnnotationServer.start(project(), ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      String id = gold(anna, 3);
      assertEquals("recorded", anna.say("skip", anna.said(id, null)));
      assertEquals("already", anna.say("skip", anna.said(id, null)));
      assertFalse(anna.text().path("id").textValue().equals(id));
      assertFalse(anna.next(5).toString().contains(id));
      assertEquals("recorded", anna.judge(id, "fruit"), "a skip is undone by a label");
    }
  }

  @Test
  void postponed_betweenQueriesAndRestarts_staysBehindTheOthers() {
    ProjectFolder project = Desks.project(dir.resolve("p"), 40, Desks.settings(8));
    String later;
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      later = anna.text().path("id").textValue();
      assertEquals("recorded", anna.say("postpone", anna.said(later, null)));
      assertFalse(anna.text().path("id").textValue().equals(later));
    }
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      assertFalse(anna.text().path("id").textValue().equals(later));
      assertEquals("recorded", anna.judge(later, "fruit"));
    }
  }

  @Test
  void label_addedLater_canBeGivenWhenTheProjectIsOpenedAgain() {
    ProjectFolder project = Desks.project(dir.resolve("p"), 60, Desks.settings(8));
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      for (int i = 0; i < 10; i++) {
        JsonNode text = anna.text();
        anna.judge(text.path("id").textValue(), Desks.truth(text.path("text").textValue()));
      }
      ObjectNode metal = Person.object().put("name", "metal").put("description", "it shines");
      assertEquals(
          403, Person.open(server.link("ben", Role.ANNOTATOR)).post("labels", metal).statusCode());
      assertEquals(200, anna.post("labels", metal).statusCode());
      assertEquals(400, anna.post("labels", metal).statusCode(), "it is there");
      assertEquals(400, anna.post("labels", Person.object().put("name", "a,b")).statusCode());
      assertEquals(200, anna.post("labels", Person.object().put("name", "wood")).statusCode());
      assertEquals("unfit-label", anna.judge(anna.text().path("id").textValue(), "metal"));
      assertEquals(2, anna.ok("progress").path("labels").intValue());
    }
    try (AnnotationServer server =
        AnnotationServer.start(dir.resolve("p"), ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      JsonNode labels = anna.ok("project").path("labels");
      assertEquals("it shines", labels.get(2).path("description").textValue());
      assertEquals("wood", labels.get(3).path("name").textValue());
      assertEquals(10, anna.ok("progress").path("labelled").intValue());
      for (int i = 0; i < 14; i++) {
        JsonNode text = anna.text();
        String fits = Desks.truth(text.path("text").textValue());
        String said = fits.equals("tool") ? "metal" : fits;
        assertEquals("recorded", anna.judge(text.path("id").textValue(), said));
      }
      int round = anna.ok("progress").path("round").intValue();
      for (int i = 0; i < 400 && anna.ok("progress").path("training").asBoolean(); i++) {
        Person.pause();
      }
      assertTrue(round >= 1);
      ObjectNode texts = Person.object();
      texts.putArray("texts").add("text of hammer and saw and drill");
      JsonNode said = Person.json(anna.post("predict", texts)).path("predictions").get(0);
      assertTrue(said.path("probability").doubleValue() < 1, said::toString);
    }
    assertEquals(
        List.of("fruit", "tool", "metal", "wood"),
        ProjectFolder.open(dir.resolve("p")).settings().labelling().labels().stream()
            .map(LabelTask.LabelChoice::name)
            .toList());
  }
}
