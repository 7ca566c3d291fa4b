package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** doccano's and brat's requests, replayed on a project of classes. */
class SmallBridgesTest {
  @TempDir private Path dir;
  private AnnotationServer server;
  private Person owner;

  @BeforeEach
  void start() {
    server =
        AnnotationServer.start(
            BridgeProject.create(dir.resolve("p"), "classes"), ServerOptions.DEFAULT);
    owner = Person.open(server.link("owner", Role.OWNER));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void doccano_text_getsItsLabelOnceThereIsAModel() {
    String bridge = server.bridge("doccano").orElseThrow();
    JsonNode body = Person.object().put("text", BridgeProject.text(3));
    assertEquals(409, Exchange.post(bridge, "", body).statusCode());
    BridgeProject.train(owner, 8);
    JsonNode label = Person.json(Exchange.post(bridge, "", body)).path("labels");
    assertEquals(1, label.size(), label::toString);
    assertEquals("tool", label.get(0).path("label").textValue());
    assertTrue(label.get(0).path("probability").doubleValue() > 0.5, label::toString);
    assertEquals(
        BridgeProject.text(3),
        Exchange.read("doccano/text.json", Map.of()).body().path("text").textValue());
    Exchange.read("doccano/text.json", Map.of()).replay(bridge);
    JsonNode blank = Person.object().put("text", " ");
    assertEquals(0, Person.json(Exchange.post(bridge, "", blank)).path("labels").size());
    assertEquals(400, Exchange.post(bridge, "", Person.object()).statusCode());
    assertEquals(400, Exchange.send(bridge, "POST", "", "text").statusCode());
  }

  @Test
  void brat_ofAProjectOfClasses_isToldWhatItNeeds() {
    String bridge = server.bridge("brat").orElseThrow();
    var answer = Exchange.send(bridge, "POST", "", BridgeProject.text(0));
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("spans"), answer.body());
  }
}
