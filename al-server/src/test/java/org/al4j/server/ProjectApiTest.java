package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API says of a project, and what goes in and out of it besides labels. */
class ProjectApiTest {
  @TempDir private Path dir;
  private AnnotationServer server;
  private Person owner;

  @BeforeEach
  void start() {
    server =
        AnnotationServer.start(
            Desks.project(dir.resolve("p"), 12, Desks.settings(6)), ServerOptions.DEFAULT);
    owner = Person.open(server.link("owner", Role.OWNER));
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void label(int count) {
    for (int i = 0; i < count; i++) {
      JsonNode text = owner.text();
      owner.judge(text.path("id").textValue(), Desks.truth(text.path("text").textValue()));
    }
  }

  @Test
  void project_andSession_sayWhatIsToBeDoneByWhom() {
    JsonNode project = owner.ok("project");
    assertEquals("classes", project.path("task").textValue());
    assertEquals("tool", project.path("labels").get(1).path("name").textValue());
    assertTrue(project.path("guidelines").textValue().startsWith("# How to label"));
    assertEquals("owner", owner.ok("session").path("role").textValue());
  }

  @Test
  void texts_added_areLabelledTooAndAFinishedRunGoesOn() {
    label(12);
    ObjectNode more = Person.object();
    more.putArray("texts")
        .add("a saw that came later")
        .addObject()
        .put("id", "x")
        .put("text", "a pear");
    assertEquals(2, Person.json(owner.post("texts", more)).path("added").intValue());
    assertEquals(0, Person.json(owner.post("texts", more)).path("added").intValue());
    label(2);
    assertEquals(14, owner.ok("progress").path("labelled").intValue());
    ObjectNode other = Person.object();
    other.putArray("texts").addObject().put("id", "x").put("text", "another text");
    assertEquals(400, owner.post("texts", other).statusCode());
  }

  @Test
  void predict_onceAModelIsThere_saysClassAndProbability() {
    ObjectNode texts = Person.object();
    texts.putArray("texts").add("text of plum and cherry");
    assertEquals(409, owner.post("predict", texts).statusCode());
    label(6);
    for (int i = 0; i < 400 && owner.ok("progress").path("round").intValue() < 1; i++) {
      Person.pause();
    }
    JsonNode said = Person.json(owner.post("predict", texts)).path("predictions").get(0);
    assertEquals("fruit", said.path("label").textValue(), said::toString);
    assertTrue(said.path("probability").doubleValue() > 0.5);
  }

  @Test
  void export_ofBothForms_isWhatWasSaid() {
    label(3);
    HttpResponse<String> csv = owner.get("export?format=csv");
    assertTrue(csv.body().startsWith("id,text,label,annotator,time,round,utility"), csv.body());
    assertEquals(4, csv.body().lines().count());
    assertEquals(
        "attachment; filename=\"labels.csv\"",
        csv.headers().firstValue("Content-Disposition").orElseThrow());
    assertEquals(3, owner.get("export?format=jsonl&what=judgements").body().lines().count());
    assertEquals(400, owner.get("export?format=../../etc/passwd").statusCode());
  }

  @Test
  void events_asThingsHappen_sayHowFarItIs() throws Exception {
    var request = owner.request("events").header("Accept", "text/event-stream").GET().build();
    HttpResponse<InputStream> stream =
        Person.CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, stream.statusCode());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      label(1);
      String line = lines.readLine();
      while (!line.contains("\"labelled\":1")) {
        line = lines.readLine();
      }
      assertTrue(line.startsWith("data: {"), line);
    }
  }

  @Test
  void openApi_served_namesEveryRoute() {
    JsonNode api = owner.ok("openapi.json");
    assertTrue(api.path("openapi").textValue().startsWith("3."));
    Set<String> paths = new TreeSet<>();
    api.path("paths").fieldNames().forEachRemaining(paths::add);
    assertEquals(
        Set.of(
            "/session",
            "/people",
            "/people/revoke",
            "/project",
            "/progress",
            "/next",
            "/judge",
            "/revise",
            "/withdraw",
            "/skip",
            "/postpone",
            "/decide",
            "/undecide",
            "/flag",
            "/mine",
            "/texts",
            "/predict",
            "/export",
            "/flags",
            "/model",
            "/disputed",
            "/keep",
            "/curve",
            "/times",
            "/review",
            "/review/texts",
            "/plan",
            "/labels",
            "/events",
            "/openapi.json"),
        paths);
  }
}
