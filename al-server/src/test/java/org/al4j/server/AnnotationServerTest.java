package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person labels over HTTP, and the server is started again. */
class AnnotationServerTest {
  @TempDir private Path dir;

  private AnnotationServer start() {
    return AnnotationServer.start(dir.resolve("p"), ServerOptions.DEFAULT);
  }

  private static JsonNode trained(Person person, int rounds) {
    for (int i = 0; i < 800; i++) {
      JsonNode progress = person.ok("progress");
      if (progress.path("round").intValue() >= rounds && !progress.path("training").asBoolean()) {
        return progress;
      }
      Person.pause();
    }
    throw new AssertionError("no training: " + person.ok("progress"));
  }

  @Test
  void label_toTheEnd_trainsInBatchesAndNothingComesTwice() {
    Desks.project(dir.resolve("p"), 40, Desks.settings(8));
    try (AnnotationServer server = start()) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 40; i++) {
        JsonNode text = anna.text();
        assertTrue(seen.add(text.path("id").textValue()), text::toString);
        String label = Desks.truth(text.path("text").textValue());
        assertEquals("recorded", anna.judge(text.path("id").textValue(), label));
      }
      JsonNode progress = trained(anna, 2);
      assertEquals(40, progress.path("labelled").intValue(), progress::toString);
      assertEquals(40, progress.path("mine").intValue());
      for (int i = 0; i < 400 && !anna.next(1).path("state").textValue().equals("done"); i++) {
        Person.pause();
      }
      assertEquals("done", anna.next(1).path("state").textValue());
    }
    RunEvent.Started started = (RunEvent.Started) RunLog.read(dir.resolve("p/run")).get(0);
    assertEquals(
        "none", started.provenance().environment().get("backend"), "TF-IDF starts no backend");
  }

  @Test
  void restart_goesOnWithAllThatWasSaid() {
    ProjectFolder project = Desks.project(dir.resolve("p"), 60, Desks.settings(8));
    Map<String, String> said = new HashMap<>();
    Person before;
    try (AnnotationServer server = start()) {
      before = Person.open(server.link("anna", Role.OWNER));
      for (int i = 0; i < 20; i++) {
        JsonNode text = before.text();
        String label = Desks.truth(text.path("text").textValue());
        assertEquals("recorded", before.judge(text.path("id").textValue(), label));
        said.put(text.path("id").textValue(), label);
      }
    }
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      JsonNode progress = trained(anna, 1);
      assertEquals(20, progress.path("labelled").intValue());
      assertEquals(20, progress.path("mine").intValue());
      Map<String, String> own = new HashMap<>();
      anna.ok("mine")
          .path("labels")
          .forEach(one -> own.put(one.path("id").textValue(), one.path("label").textValue()));
      assertEquals(said, own);
      assertFalse(said.containsKey(anna.text().path("id").textValue()));
      // the session of before is good at the new port, too
      assertTrue(server.address().startsWith("http://127.0.0.1:"));
    }
  }

  @Test
  void verbs_ofOnePerson_doWhatTheySay() {
    Desks.project(dir.resolve("p"), 40, Desks.settings(8));
    try (AnnotationServer server = start()) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      String id = anna.text().path("id").textValue();
      assertEquals("recorded", anna.judge(id, "fruit"));
      assertEquals("conflict", anna.judge(id, "tool"));
      assertEquals("already", anna.judge(id, "fruit"));
      assertEquals("recorded", anna.say("revise", anna.said(id, "tool")));
      assertEquals("tool", anna.ok("mine").path("labels").get(0).path("label").textValue());
      assertEquals("recorded", anna.say("withdraw", anna.said(id, null)));
      assertEquals("conflict", anna.say("withdraw", anna.said(id, null)));
      assertEquals(0, anna.ok("progress").path("mine").intValue());
      assertEquals("recorded", anna.judge(id, "fruit")); // redo
      String other = anna.text().path("id").textValue();
      assertEquals("recorded", anna.say("postpone", anna.said(other, null)));
      assertFalse(anna.text().path("id").textValue().equals(other));
      assertEquals("recorded", anna.say("skip", anna.said(other, null)));
      assertEquals(1, anna.ok("progress").path("skipped").intValue());
      assertEquals("unknown-text", anna.judge("nowhere", "fruit"));
      assertEquals("unfit-label", anna.judge(anna.text().path("id").textValue(), "metal"));
      assertEquals("recorded", anna.say("flag", anna.said(id, null).put("note", "both?")));
      assertEquals("both?", anna.ok("flags").path("flags").get(0).path("note").textValue());
    }
  }
}
