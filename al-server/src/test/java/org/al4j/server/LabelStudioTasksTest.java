package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which text a task of Label Studio is, and whose key a key is. */
class LabelStudioTasksTest {
  @TempDir private Path dir;

  private static JsonNode body(String name) {
    return Exchange.read("label-studio/" + name + ".json", Map.of()).body();
  }

  @Test
  void task_withAnId_isThatTextAndNoOther() {
    ProjectFolder project = BridgeProject.create(dir.resolve("p"), "classes");
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      owner.text();
      String bridge = server.bridge("label-studio").orElseThrow();
      ObjectNode event = body("annotation-created").deepCopy();
      ((ObjectNode) event.path("task").path("meta")).put("al4j_id", BridgeProject.id(9));
      var another = Exchange.post(bridge, "/webhook", event);
      assertEquals(409, another.statusCode(), "it reads as text 0");
      ((ObjectNode) event.path("task").path("data")).put("text", BridgeProject.text(9));
      assertEquals(201, Exchange.post(bridge, "/webhook", event).statusCode());
      assertTrue(owner.get("export?what=judgements").body().contains(BridgeProject.id(9) + ","));
      ObjectNode predict = body("predict").deepCopy();
      ((ObjectNode) predict.path("tasks").get(0).path("meta")).put("al4j_id", BridgeProject.id(1));
      JsonNode results = Person.json(Exchange.post(bridge, "/predict", predict)).path("results");
      assertEquals(3, results.size(), "a task that says it is another spoils none");
    }
  }

  /** Keys of the page are made by whoever labels there. */
  @Test
  void key_ofThePage_thatLooksLikeABridges_disturbsNothing() {
    ProjectFolder project = BridgeProject.create(dir.resolve("p"), "classes");
    String bridge;
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.ANNOTATOR));
      String id = anna.text().path("id").textValue();
      for (String key : new String[] {"label-studio:501:no time/x", "inception:3.42#x"}) {
        ObjectNode said = anna.said(id, null).put("key", key).put("note", "odd");
        assertEquals("recorded", anna.say("flag", said));
      }
      bridge = server.bridge("label-studio").orElseThrow();
      bridge = bridge.substring(bridge.indexOf("/bridge/"));
    }
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person.open(server.link("owner", Role.OWNER)).text();
      String address = server.address() + bridge;
      JsonNode gone = Person.json(Exchange.post(address, "/webhook", body("annotation-deleted")));
      assertEquals("nothing", gone.path("result").get(0).textValue());
      var said = Exchange.post(address, "/webhook", body("annotation-created"));
      assertEquals("recorded", Person.json(said).path("result").get(0).textValue());
    }
  }
}
