package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.people.ModelTrust;
import org.al4j.llm.LlmLimits;
import org.al4j.llm.LlmSettings;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.al4j.server.project.Sharing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model annotates beside people. */
class LanguageModelTogetherTest {
  private static final ModelTrust TRUST = new ModelTrust(0.2, 5, 0.5, 1);

  @TempDir private Path dir;

  private AnnotationServer start(Sharing sharing, int texts) {
    ProjectSettings settings = Desks.settings(10).with(sharing);
    ProjectFolder project =
        ProjectFolder.isProject(dir.resolve("p"))
            ? ProjectFolder.open(dir.resolve("p"))
            : Desks.project(dir.resolve("p"), texts, settings);
    return AnnotationServer.start(project, ServerOptions.DEFAULT);
  }

  private static JsonNode await(Person owner, Predicate<JsonNode> wanted) {
    JsonNode report = owner.ok("model");
    for (int i = 0; i < 800 && !wanted.test(report); i++) {
      Person.pause();
      report = owner.ok("model");
    }
    assertTrue(wanted.test(report), report::toString);
    return report;
  }

  private static List<String> right(String text) {
    return List.of("{\"label\":\"" + Desks.truth(text) + "\"}", Desks.truth(text));
  }

  private static void label(Person person, int texts) {
    for (int i = 0; i < texts; i++) {
      JsonNode text = person.text();
      String label = Desks.truth(text.path("text").textValue());
      assertEquals("recorded", person.judge(text.path("id").textValue(), label));
    }
  }

  private static String rows(Person owner, String what) {
    return owner.get("export?format=jsonl&what=" + what).body();
  }

  @Test
  void model_untilItIsBelieved_labelsNothingAndAsksFew() {
    try (FakeLanguageModel fake = new FakeLanguageModel(LanguageModelTogetherTest::right);
        AnnotationServer server = start(Sharing.withModel(1, TRUST), 120)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      assertFalse(owner.ok("model").path("annotates").booleanValue());
      server.annotateBy(fake.settings());
      JsonNode report = await(owner, one -> one.path("labelled").intValue() == 10);
      assertEquals("llm:fake", report.path("annotator").textValue());
      assertFalse(report.path("believed").booleanValue());
      assertEquals(0, owner.ok("progress").path("labelled").intValue());
      assertEquals(10, fake.asked.size(), "twice what must be compared");
      assertEquals(
          1_100,
          report.path("cost").path("promptTokens").intValue()
              + report.path("cost").path("answerTokens").intValue());

      label(owner, 10); // the same texts, in the query's order: a round, in which it is believed
      report = await(owner, one -> one.path("believed").booleanValue());
      assertEquals(
          report.path("agreement").path("compared").intValue(),
          report.path("agreement").path("agreed").intValue());
      await(
          owner, // a query is left in which all is for people
          one ->
              one.path("labelled").intValue() > 80
                  && one.path("state").textValue().equals("waiting"));
      alone(owner).forEach(id -> assertFalse(TRUST.isChecked(id), id));
      for (JsonNode text : owner.next(5).path("texts")) {
        assertTrue(TRUST.isChecked(text.path("id").textValue()), text::toString);
      }
    }
  }

  private static Stream<JsonNode> parsed(Person owner, String what) {
    return rows(owner, what)
        .lines()
        .map(
            line -> {
              try {
                return Person.JSON.readTree(line);
              } catch (IOException e) {
                throw new AssertionError(line, e);
              }
            });
  }

  /** The ids of labels behind which stands the model's word alone. */
  private static Set<String> alone(Person owner) {
    Set<String> alone = new TreeSet<>();
    parsed(owner, "labels").forEach(row -> alone.add(row.path("id").textValue()));
    parsed(owner, "judgements")
        .filter(row -> row.path("annotator").textValue().equals("owner"))
        .forEach(row -> alone.remove(row.path("id").textValue()));
    assertFalse(alone.isEmpty());
    return alone;
  }

  @Test
  void model_whatItIsNotSureOf_isLeftToPeopleAndNotAskedAgain() {
    FakeLanguageModel unsure = new FakeLanguageModel(text -> List.of("fruit", "tool"));
    try (unsure) {
      try (AnnotationServer server = start(Sharing.ONE, 40)) {
        Person owner = Person.open(server.link("owner", Role.OWNER));
        server.annotateBy(unsure.settings());
        JsonNode report = await(owner, one -> one.path("left").intValue() == 20);
        assertEquals(0, report.path("labelled").intValue());
        assertEquals(20, unsure.asked.size(), "the open query");
      }
      try (AnnotationServer server = start(Sharing.ONE, 40)) {
        Person owner = Person.open(server.link("owner", Role.OWNER));
        server.annotateBy(unsure.settings());
        await(owner, one -> one.path("left").intValue() == 20);
        assertEquals(20, unsure.asked.size(), "it is paid for");
      }
    }
  }

  @Test
  void person_afterTheModel_isTheLabelAndTheModelsWordStays() {
    ModelTrust trusting = new ModelTrust(0, 1, 0, 1);
    try (FakeLanguageModel fake = new FakeLanguageModel(LanguageModelTogetherTest::right);
        AnnotationServer server = start(Sharing.withModel(1, trusting), 60)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      server.annotateBy(fake.settings());
      await(owner, one -> one.path("labelled").intValue() == 2);
      label(owner, 10);
      await(owner, one -> one.path("labelled").intValue() >= 40);
      String id = alone(owner).iterator().next();
      String said = label(owner, id);
      String other = said.equals("fruit") ? "tool" : "fruit";
      assertEquals("recorded", owner.judge(id, other));
      assertEquals(other, label(owner, id), "at once");
      assertEquals(
          Set.of(said, other),
          parsed(owner, "judgements")
              .filter(row -> row.path("id").textValue().equals(id))
              .map(row -> row.path("label").textValue())
              .collect(Collectors.toSet()));
      assertEquals("recorded", owner.say("withdraw", owner.said(id, null)));
      assertEquals(said, label(owner, id), "the model's stands again");
    }
  }

  private static String label(Person owner, String id) {
    return parsed(owner, "labels")
        .filter(row -> row.path("id").textValue().equals(id))
        .map(row -> row.path("label").textValue())
        .findFirst()
        .orElse("");
  }

  @Test
  void model_afterARestart_paysForNothingAndSaysNothingTwice() {
    try (FakeLanguageModel fake = new FakeLanguageModel(LanguageModelTogetherTest::right)) {
      for (int start = 0; start < 2; start++) {
        try (AnnotationServer server = start(Sharing.withModel(1, TRUST), 60)) {
          Person owner = Person.open(server.link("owner", Role.OWNER));
          server.annotateBy(fake.settings());
          await(
              owner,
              one ->
                  one.path("labelled").intValue() == 10
                      && one.path("state").textValue().equals("waiting"));
          assertEquals(10, fake.asked.size());
          assertEquals(10, parsed(owner, "judgements").count());
        }
      }
    }
  }

  @Test
  void model_thatIsWrong_isDisbelievedAndAskedNoMore() {
    try (FakeLanguageModel fake =
            new FakeLanguageModel(
                text -> {
                  String wrong = Desks.truth(text).equals("fruit") ? "tool" : "fruit";
                  return List.of(wrong, wrong);
                });
        AnnotationServer server = start(Sharing.withModel(1, TRUST), 60)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      server.annotateBy(fake.settings());
      await(owner, one -> one.path("labelled").intValue() == 10);
      label(owner, 10);
      JsonNode report = await(owner, one -> one.path("state").textValue().equals("disbelieved"));
      assertEquals(0, report.path("agreement").path("agreed").intValue());
      assertTrue(fake.asked.size() <= 30, "" + fake.asked.size());
      assertEquals(10, owner.ok("progress").path("labelled").intValue());
    }
  }

  /** Everything is labelled when the owner looks at the model's labels again. */
  @Test
  void model_whoseAgreementFalls_losesWhatItLabelledAlone() {
    ModelTrust trust = new ModelTrust(0, 5, 0.5, 1);
    try (FakeLanguageModel fake = new FakeLanguageModel(LanguageModelTogetherTest::right);
        AnnotationServer server = start(Sharing.withModel(1, trust), 60)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      server.annotateBy(fake.settings());
      await(owner, one -> one.path("labelled").intValue() == 10);
      label(owner, 10);
      await(owner, one -> one.path("labelled").intValue() == 60);
      awaitState(owner, "done");
      List<String> alone = List.copyOf(alone(owner));
      for (String id : alone.subList(0, 3)) { // 10 of 13, from 0.497
        String said = label(owner, id);
        assertEquals("recorded", owner.judge(id, said.equals("fruit") ? "tool" : "fruit"));
      }
      awaitState(owner, "label");
      JsonNode report = await(owner, one -> one.path("labelled").intValue() == 13);
      assertFalse(report.path("believed").booleanValue());
      assertEquals(60, fake.asked.size(), "what it says again is paid for");
      assertEquals(13, owner.ok("progress").path("labelled").intValue());
      assertFalse(owner.text().path("id").textValue().isEmpty(), "people get them again");
    }
  }

  private static void awaitState(Person person, String state) {
    for (int i = 0; i < 800 && !person.next(1).path("state").textValue().equals(state); i++) {
      Person.pause();
    }
    assertEquals(state, person.next(1).path("state").textValue());
  }

  @Test
  void model_ofAProjectWithLabels_isMeasuredByThemAtOnce() {
    try (FakeLanguageModel fake = new FakeLanguageModel(LanguageModelTogetherTest::right);
        AnnotationServer server = start(Sharing.withModel(1, TRUST), 60)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      label(owner, 12);
      server.annotateBy(fake.settings());
      JsonNode report = await(owner, one -> one.path("believed").booleanValue());
      assertTrue(report.path("agreement").path("compared").intValue() >= 5, report::toString);
    }
  }

  @Test
  void model_withOverlap_isOneVoiceAmongOthers() {
    try (FakeLanguageModel fake = new FakeLanguageModel(LanguageModelTogetherTest::right);
        AnnotationServer server = start(Sharing.withModel(2, TRUST), 40)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      server.annotateBy(fake.settings());
      JsonNode report = await(owner, one -> one.path("labelled").intValue() >= 20);
      assertTrue(report.path("voice").booleanValue());
      assertEquals(0, owner.ok("progress").path("labelled").intValue());
      JsonNode text = owner.text();
      assertEquals(
          "recorded",
          owner.judge(text.path("id").textValue(), Desks.truth(text.path("text").textValue())));
      assertEquals(1, owner.ok("progress").path("labelled").intValue());
    }
  }

  @Test
  void model_atItsLimit_saysSoAndPeopleGoOn() {
    try (FakeLanguageModel fake = new FakeLanguageModel(LanguageModelTogetherTest::right);
        AnnotationServer server = start(Sharing.ONE, 60)) {
      LlmSettings poor = fake.settings().with(LlmLimits.ofTokens(1_400));
      Person owner = Person.open(server.link("owner", Role.OWNER));
      server.annotateBy(poor);
      JsonNode report = await(owner, one -> one.path("state").textValue().equals("limit"));
      assertTrue(report.path("reason").textValue().contains("of 1400 are left"), report::toString);
      label(owner, 3);
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      assertEquals(403, ben.get("model").statusCode());
    }
  }

  @Test
  void annotateBy_projectWithoutAPlaceForIt_isRefused() {
    try (FakeLanguageModel fake = new FakeLanguageModel(LanguageModelTogetherTest::right);
        AnnotationServer server = start(new Sharing(1, 1, "first"), 40)) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> server.annotateBy(fake.settings()));
      assertTrue(e.getMessage().contains("people-first"), e::getMessage);
      assertThrows(InvalidInputException.class, () -> server.link("llm:fake", Role.ANNOTATOR));
    }
  }
}
