package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Instance;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.jcas.tcas.Annotation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spans through each bridge, with emoji and from right to left: people mark them in Label Studio, a
 * tagger learns them, and each tool gets them with its own offsets.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BridgeSpansTest {
  private static final String CONFIG =
      "<View><Labels name=\"label\" toName=\"text\"><Label value=\"PER\"/><Label value=\"LOC\"/>"
          + "</Labels><Text name=\"text\" value=\"$text\"/></View>";
  private static final int TEXTS = 24;
  @TempDir private static Path dir;
  private static AnnotationServer server;
  private static Person owner;
  private static String labelStudio;

  @BeforeAll
  static void start() {
    var choosing =
        SpanDesks.small(12).withModel(SpanDesks.SMALL.replace("updates=40", "updates=400"));
    server =
        AnnotationServer.start(
            SpanDesks.project(dir.resolve("p"), "spans", TEXTS, choosing), ServerOptions.DEFAULT);
    owner = Person.open(server.link("owner", Role.OWNER));
    owner.text();
    labelStudio = server.bridge("label-studio").orElseThrow();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static List<Instance> texts() {
    return SpanDesks.texts(TEXTS);
  }

  /** Label Studio's event, with offsets of UTF-16 units or of code points. */
  private static ObjectNode event(int id, String text, boolean points) {
    ObjectNode event = Person.object().put("action", "ANNOTATION_CREATED");
    event.putObject("project").put("id", 7).put("label_config", CONFIG);
    event.putObject("task").put("id", id).putObject("data").put("text", text);
    ObjectNode annotation = event.putObject("annotation");
    annotation.put("id", id).put("lead_time", 4.5).put("was_cancelled", false);
    annotation.put("updated_at", "2026-11-30T10:05:00Z").putObject("completed_by").put("id", 3);
    ArrayNode result = annotation.putArray("result");
    for (JsonNode span : SpanDesks.truth(text)) {
      int start = span.path("start").intValue();
      int end = span.path("end").intValue();
      ObjectNode region = result.addObject().put("id", "r" + start).put("type", "labels");
      region.put("from_name", "label").put("to_name", "text").put("origin", "manual");
      ObjectNode value = region.putObject("value");
      value.put("start", points ? text.codePointCount(0, start) : start);
      value.put("end", points ? text.codePointCount(0, end) : end);
      value.put("text", text.substring(start, end));
      value.putArray("labels").add(span.path("label").textValue());
    }
    return event;
  }

  @Test
  @Order(1)
  void labelStudio_annotations_areSpansOfWholeWords() {
    for (int i = 0; i < 12; i++) {
      ObjectNode event = event(i, texts().get(i).text(), i % 2 == 1);
      var answer = Exchange.post(labelStudio, "/webhook", event);
      assertEquals(201, answer.statusCode(), answer.body());
      assertEquals("recorded", Person.json(answer).path("result").get(0).textValue());
    }
    String judgements = owner.get("export?what=judgements&format=jsonl").body();
    assertEquals(12, judgements.lines().filter(line -> line.contains("label-studio:3")).count());
    BridgeProject.trained(owner, 1);
  }

  @Test
  @Order(2)
  void labelStudio_predict_givesSpansInUnitsOfUtf16() {
    ObjectNode request = Person.object().put("label_config", CONFIG).put("project", "7.1");
    ArrayNode tasks = request.putArray("tasks");
    texts().forEach(text -> tasks.addObject().putObject("data").put("text", text.text()));
    tasks.addObject().putObject("data").put("text", "\u200b"); // no word
    var answer = Exchange.post(labelStudio, "/predict", request);
    JsonNode results = Person.json(answer).path("results");
    assertEquals(TEXTS + 1, results.size(), answer.body());
    int exact = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = texts().get(i).text();
      ArrayNode found = Person.object().arrayNode();
      for (JsonNode region : results.get(i).path("result")) {
        JsonNode value = region.path("value");
        int start = value.path("start").intValue();
        int end = value.path("end").intValue();
        assertEquals(text.substring(start, end), value.path("text").textValue());
        assertEquals("labels", region.path("type").textValue());
        assertTrue(region.path("score").doubleValue() <= 1, region::toString);
        found.add(SpanDesks.span(start, end, value.path("labels").get(0).textValue()));
      }
      exact += found.equals(SpanDesks.truth(text)) ? 1 : 0;
    }
    assertEquals(TEXTS, exact, answer.body());
    assertEquals(0, results.get(TEXTS).path("result").size());
  }

  @Test
  @Order(2)
  void doccano_text_getsSpansInCodePoints() {
    String doccano = server.bridge("doccano").orElseThrow();
    String text = texts().get(0).text();
    JsonNode labels =
        Person.json(Exchange.post(doccano, "", Person.object().put("text", text))).path("labels");
    assertEquals(2, labels.size(), labels::toString);
    List<String> found = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    for (JsonNode one : labels) {
      int start = one.path("start_offset").intValue();
      int length = one.path("end_offset").intValue() - start;
      found.add(one.path("label").textValue() + " " + new String(points, start, length));
    }
    assertEquals(List.of("PER Anna", "LOC New York"), found);
  }

  @Test
  @Order(2)
  void brat_document_getsSpansOfAllItsLinesInCodePoints() {
    String brat = server.bridge("brat").orElseThrow();
    String document = texts().get(0).text() + "\n\n" + texts().get(1).text() + "\r\n";
    var answer = Exchange.send(brat, "POST", "", document);
    assertEquals(200, answer.statusCode(), answer.body());
    int[] points = document.codePoints().toArray();
    List<String> found = new ArrayList<>();
    for (var one : Person.json(answer).properties()) {
      JsonNode offsets = one.getValue().path("offsets").get(0);
      int start = offsets.get(0).intValue();
      String there = new String(points, start, offsets.get(1).intValue() - start);
      assertEquals(there, one.getValue().path("texts").get(0).textValue());
      found.add(one.getKey() + " " + one.getValue().path("type").textValue() + " " + there);
    }
    assertEquals(List.of("T1 PER Anna", "T2 LOC New York", "T3 PER דנה", "T4 LOC תל אביב"), found);
  }

  @Test
  @Order(2)
  void inception_document_getsTwoAlternativesASpanAndKeepsWhatIsMarked() {
    String inception = server.bridge("inception").orElseThrow();
    ObjectNode request = InceptionBridgeTest.predict("names.xmi", "custom.Span", "tokens");
    ((ObjectNode) request.path("metadata")).put("feature", "value");
    CAS cas = InceptionBridgeTest.cas(Exchange.post(inception, "/predict", request));
    Type type = cas.getTypeSystem().getType("custom.Span");
    List<String> gold = new ArrayList<>();
    List<String> suggested = new ArrayList<>();
    for (Annotation one : cas.<Annotation>select(type)) {
      String said =
          one.getCoveredText() + " " + one.getStringValue(type.getFeatureByBaseName("value"));
      boolean predicted =
          one.getBooleanValue(type.getFeatureByBaseName("inception_internal_predicted"));
      double score = one.getDoubleValue(type.getFeatureByBaseName("value_score"));
      (predicted ? suggested : gold).add(predicted && score > 0.5 ? said + " (best)" : said);
    }
    gold.sort(null);
    suggested.sort(null);
    assertEquals(List.of("Anna PER", "New York LOC", "דנה PER", "תל אביב LOC"), gold);
    assertEquals(
        List.of(
            "Anna LOC",
            "Anna PER (best)",
            "New York LOC (best)",
            "New York PER",
            "דנה LOC",
            "דנה PER (best)",
            "תל אביב LOC (best)",
            "תל אביב PER"),
        suggested);
  }

  @Test
  @Order(3)
  void inception_train_recordsTheSpansOfEachSentence() {
    server.revokeBridge("inception"); // its address is known to the test before only
    String inception = server.bridge("inception").orElseThrow();
    ObjectNode request = InceptionBridgeTest.train("names.xmi", "custom.Span", "tokens");
    ((ObjectNode) request.path("metadata")).put("feature", "value");
    assertEquals(204, Exchange.post(inception, "/train", request).statusCode());
    String judgements = owner.get("export?what=judgements&format=jsonl").body();
    assertEquals(2, judgements.lines().filter(line -> line.contains("inception:anna")).count());
    String line =
        judgements
            .lines()
            .filter(one -> one.contains("inception:anna") && one.contains("\"s001\""))
            .findFirst()
            .orElse("");
    assertTrue(line.contains("LOC") && line.contains("PER"), judgements);
  }
}
