package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.Extras;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The learning curve, advice, times and cost, and the review. */
class InsightTest {
  @TempDir private Path dir;

  private static JsonNode await(Person who, String path, Predicate<JsonNode> there) {
    for (int i = 0; i < 800; i++) {
      JsonNode answer = who.ok(path);
      if (there.test(answer)) {
        return answer;
      }
      Person.pause();
    }
    throw new AssertionError(path + ": " + who.ok(path));
  }

  private static void label(Person who, int count) {
    for (int i = 0; i < count; i++) {
      JsonNode text = who.text();
      String label = Desks.truth(text.path("text").textValue());
      assertEquals("recorded", who.judge(text.path("id").textValue(), label));
    }
  }

  private AnnotationServer start(Extras extras, int texts) {
    Dataset<ClassLabel> data =
        new Dataset<>(List.of(), LabelSpace.of(Desks.LABELS), Desks.texts(texts));
    return AnnotationServer.start(
        ProjectFolder.create(dir.resolve("p"), Desks.settings(8), data, "", extras),
        ServerOptions.DEFAULT);
  }

  @Test
  void curve_withoutEvaluationTexts_isByCrossValidationAndSurvivesARestart() {
    JsonNode points;
    try (AnnotationServer server = start(Extras.NONE, 60)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      JsonNode before = anna.ok("curve");
      assertEquals("accuracy", before.path("score").textValue());
      assertEquals("no model was measured yet", before.path("gap").textValue());
      assertFalse(before.has("change"));
      label(anna, 8);
      await(anna, "curve", now -> now.path("points").size() == 1);
      label(anna, 8);
      JsonNode now = await(anna, "curve", one -> one.path("points").size() >= 2);
      assertFalse(now.path("heldOut").booleanValue());
      points = now.path("points");
      JsonNode last = points.get(points.size() - 1);
      assertTrue(last.path("checked").intValue() >= 16, now::toString);
      assertTrue(last.path("low").doubleValue() <= last.path("value").doubleValue());
      assertEquals(100, now.path("change").path("labels").intValue());
      assertEquals(4, now.path("stops").size());
    }
    try (AnnotationServer server =
        AnnotationServer.start(dir.resolve("p"), ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      assertEquals(points.get(0), anna.ok("curve").path("points").get(0));
    }
  }

  @Test
  void curve_withEvaluationTexts_isOfThese() {
    List<Labelled<ClassLabel>> known =
        Desks.texts(50).subList(40, 50).stream()
            .map(one -> new Labelled<>(one, new ClassLabel(Desks.truth(one.text()))))
            .toList();
    Extras extras = Extras.NONE.withEvaluation(new Dataset<>(known, LabelSpace.of(Desks.LABELS)));
    try (AnnotationServer server = start(extras, 50)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      assertEquals(40, anna.ok("progress").path("unlabelled").intValue(), "they are not asked");
      label(anna, 8);
      JsonNode now = await(anna, "curve", one -> one.path("points").size() == 1);
      assertTrue(now.path("heldOut").booleanValue());
      assertEquals(10, now.path("points").get(0).path("checked").intValue());
      assertEquals(8, now.path("points").get(0).path("labelled").intValue());
    }
  }

  @Test
  void times_ofLabels_areMediansAndCostWhatThePlanSays() {
    Extras extras = Extras.NONE.with(ProjectPlan.NONE.with(30, 36, "€"));
    try (AnnotationServer server = start(extras, 40)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      for (double seconds : new double[] {1, 2, 3}) {
        ObjectNode said = anna.said(anna.text().path("id").textValue(), "fruit");
        anna.say("judge", said.put("seconds", seconds));
      }
      ObjectNode night = ben.said(ben.text().path("id").textValue(), "tool");
      ben.say("judge", night.put("seconds", 30_000));
      JsonNode times = anna.ok("times");
      assertEquals(2, times.path("own").path("median").doubleValue());
      assertEquals(6, times.path("own").path("seconds").doubleValue());
      assertEquals(2.5, times.path("all").path("median").doubleValue());
      assertEquals(31, times.path("all").path("seconds").doubleValue(), "ten medians for a night");
      JsonNode cost = times.path("cost");
      assertEquals(0.31, cost.path("spent").doubleValue(), 1e-9);
      assertEquals(0.0775, cost.path("perLabel").doubleValue(), 1e-9);
      assertEquals("€", cost.path("currency").textValue());
      assertFalse(ben.ok("times").has("cost"), "money is the owner's matter");
      assertEquals(30, anna.ok("progress").path("budget").intValue());
      ObjectNode other = Person.object().put("budget", 20);
      assertEquals(20, Person.json(anna.post("plan", other)).path("budget").intValue());
      assertEquals(36, anna.ok("plan").path("costPerHour").doubleValue());
      assertEquals(400, anna.post("plan", Person.object().put("budget", -1)).statusCode());
    }
    try (AnnotationServer server =
        AnnotationServer.start(dir.resolve("p"), ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      assertEquals(20, anna.ok("progress").path("budget").intValue());
      JsonNode times = await(anna, "times", one -> one.path("all").path("labels").intValue() == 4);
      assertEquals(2.5, times.path("all").path("median").doubleValue());
    }
  }

  @Test
  void review_ofAWrongLabel_suspectsItUntilItIsDecidedOrKept() {
    try (AnnotationServer server = start(Extras.NONE, 40)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      label(anna, 37);
      JsonNode text = anna.text();
      String wrong = text.path("id").textValue();
      String right = Desks.truth(text.path("text").textValue());
      String other = right.equals("fruit") ? "tool" : "fruit";
      anna.judge(wrong, other);
      label(anna, 2);
      JsonNode review = await(anna, "review", one -> suspects(one, wrong));
      assertEquals(
          40,
          review.path("balance").get(0).path("count").intValue()
              + review.path("balance").get(1).path("count").intValue());
      JsonNode suspect = review.path("suspects").get(0);
      assertEquals(wrong, suspect.path("id").textValue(), review::toString);
      assertEquals(other, suspect.path("label").textValue());
      assertEquals(right, suspect.path("suggested").textValue());
      assertTrue(suspect.path("open").booleanValue());
      assertFalse(review.path("agreement").has("alpha"), "one person agrees with nobody");
      JsonNode sure = anna.ok("review/texts?class=" + right + "&order=most").path("texts");
      assertTrue(sure.size() > 0);
      assertTrue(
          sure.get(0).path("confidence").doubleValue()
              >= sure.get(sure.size() - 1).path("confidence").doubleValue());
      assertEquals("recorded", anna.say("keep", anna.said(wrong, other)));
      await(anna, "review", one -> one.path("fresh").booleanValue() && !suspects(one, wrong));
      assertEquals("recorded", anna.say("decide", anna.said(wrong, right)));
      assertEquals(40, anna.ok("progress").path("labelled").intValue());
      assertEquals(403, Person.open(server.link("ben", Role.ANNOTATOR)).get("review").statusCode());
    }
  }

  private static boolean suspects(JsonNode review, String id) {
    for (JsonNode one : review.path("suspects")) {
      if (one.path("id").textValue().equals(id)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void project_guidelines_areATreeInWhichMarkupIsText() {
    String markdown =
        "# Fruit\nSee *this* <script>x</script> and [it](javascript:x).\n\n1. a\n2. b";
    Dataset<ClassLabel> data =
        new Dataset<>(List.of(), LabelSpace.of(Desks.LABELS), Desks.texts(9));
    ProjectFolder project =
        ProjectFolder.create(dir.resolve("p"), Desks.settings(8), data, markdown);
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      JsonNode parts = anna.ok("project").path("guidelinesParts");
      assertEquals("heading", parts.get(0).path("kind").textValue());
      assertEquals(1, parts.get(0).path("level").intValue());
      JsonNode line = parts.get(1).path("parts");
      assertEquals("emphasis", line.get(1).path("kind").textValue());
      assertEquals("<script>", line.get(3).path("text").textValue());
      assertEquals("text", line.get(3).path("kind").textValue());
      JsonNode link = line.get(line.size() - 2);
      assertEquals("link", link.path("kind").textValue());
      assertEquals("javascript:x", link.path("text").textValue());
      assertEquals("numbers", parts.get(2).path("kind").textValue());
      assertEquals(2, parts.get(2).path("parts").size());
    }
  }
}
