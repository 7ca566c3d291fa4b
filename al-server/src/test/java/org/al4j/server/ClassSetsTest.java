package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several classes a text, over HTTP; and labels that come when their round is over. */
class ClassSetsTest {
  @TempDir private Path dir;
  private AnnotationServer server;
  private Person anna;

  @BeforeEach
  void start() {
    ProjectSettings settings =
        ProjectSettings.of(LabelTask.of("class-set", Desks.LABELS))
            .with(Choosing.CLASS_SETS.withBatch(8, 12));
    Dataset<LabelSet> data = new Dataset<>(List.of(), LabelSpace.of(Desks.LABELS), Desks.texts(40));
    server =
        AnnotationServer.start(
            ProjectFolder.create(dir.resolve("p"), settings, data, ""), ServerOptions.DEFAULT);
    anna = Person.open(server.link("anna", Role.OWNER));
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static ArrayNode set(String... names) {
    ArrayNode all = Person.object().arrayNode();
    List.of(names).forEach(all::add);
    return all;
  }

  private String say(String verb, String id, JsonNode label) {
    ObjectNode body = anna.said(id, null);
    return anna.say(verb, body.set("label", label));
  }

  @Test
  void judge_sets_areRecordedAsSetsAndNoneIsOne() {
    String id = anna.text().path("id").textValue();
    assertEquals("recorded", say("judge", id, set("tool", "fruit")));
    assertEquals("already", say("judge", id, set("fruit", "tool")), "the order says nothing");
    assertEquals("conflict", say("judge", id, set("fruit")));
    assertEquals("recorded", say("revise", id, set()));
    assertEquals(set(), anna.ok("mine").path("labels").get(0).path("label"));
    String other = anna.text().path("id").textValue();
    assertEquals("unfit-label", say("judge", other, set("fruit", "metal")));
    assertEquals("bad-request", say("judge", other, set("fruit").get(0)));
    assertEquals("bad-request", say("judge", other, set("fruit").add(1)));
  }

  @Test
  void label_aBatch_trainsAndSuggestsASet() {
    label(8);
    JsonNode suggestion = Person.object().path("none");
    for (int i = 0; i < 400 && suggestion.isMissingNode(); i++) {
      suggestion = anna.text().path("suggestion");
      Person.pause();
    }
    assertTrue(suggestion.path("label").isArray(), suggestion::toString);
    assertTrue(suggestion.path("probability").doubleValue() <= 1, suggestion::toString);
  }

  @Test
  void curve_ofSets_saysWhenToStop() {
    label(8);
    curveWith("a point", curve -> curve.path("points").size() > 0);
    label(8);
    JsonNode curve = curveWith("a change", now -> now.has("change"));
    assertEquals(100, curve.path("change").path("labels").intValue(), curve::toString);
    assertEquals(4, curve.path("stops").size(), curve::toString);
  }

  private void label(int texts) {
    for (int i = 0; i < texts; i++) {
      JsonNode text = anna.text();
      String label = Desks.truth(text.path("text").textValue());
      assertEquals("recorded", say("judge", text.path("id").textValue(), set(label)));
    }
  }

  private JsonNode curveWith(String what, Predicate<JsonNode> there) {
    JsonNode curve = anna.ok("curve");
    for (int i = 0; i < 800 && !there.test(curve); i++) {
      Person.pause();
      curve = anna.ok("curve");
    }
    assertTrue(there.test(curve), what + " is missing: " + curve);
    return curve;
  }

  @Test
  void export_inTheFormsOfTools_isReadAgainAsTheSameSets() throws IOException {
    Map<String, List<String>> sets = new TreeMap<>();
    List<List<String>> some = List.of(List.of(), List.of("fruit"), List.of("fruit", "tool"));
    for (List<String> names : some) {
      JsonNode text = anna.text();
      sets.put(text.path("text").textValue(), names);
      say("judge", text.path("id").textValue(), set(names.toArray(String[]::new)));
    }
    assertEquals(sets, exported("jsonl", "label"));
    assertEquals(sets, exported("doccano", "label"));
    assertEquals(sets, exported("prodigy", "accept"));
    assertEquals(400, anna.get("export?format=brat").statusCode());
  }

  private Map<String, List<String>> exported(String format, String label) throws IOException {
    Path file = dir.resolve(format + ".jsonl");
    Files.writeString(file, anna.get("export?format=" + format).body());
    ReadOptions options = ReadOptions.of(Columns.of("text", label));
    Map<String, List<String>> sets = new TreeMap<>();
    Datasets.read(file, options, LabelFormat.labelSet())
        .items()
        .forEach(item -> sets.put(item.instance().text(), item.annotation().names()));
    return sets;
  }

  /** What somebody had when the round was closed may be said when the next one is there. */
  @Test
  void judge_whenTheRoundIsOver_isRecordedAndTheTextComesNoMore() {
    List<JsonNode> hers = anna.next(12).path("texts").findParents("id");
    assertEquals(12, hers.size());
    for (JsonNode text : hers.subList(0, 8)) {
      String label = Desks.truth(text.path("text").textValue());
      assertEquals("recorded", say("judge", text.path("id").textValue(), set(label)));
    }
    for (int i = 0; i < 400 && anna.ok("progress").path("round").intValue() < 1; i++) {
      Person.pause();
    }
    assertEquals(1, anna.ok("progress").path("round").intValue());
    for (JsonNode text : hers.subList(8, 12)) {
      String label = Desks.truth(text.path("text").textValue());
      assertEquals("recorded", say("judge", text.path("id").textValue(), set(label)));
    }
    assertEquals(12, anna.ok("progress").path("labelled").intValue());
    List<String> old = hers.stream().map(text -> text.path("id").textValue()).toList();
    for (JsonNode text : anna.next(20).path("texts")) {
      assertTrue(!old.contains(text.path("id").textValue()), text::toString);
    }
  }
}
