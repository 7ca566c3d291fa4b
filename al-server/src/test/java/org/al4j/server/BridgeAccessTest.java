package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.al4j.core.InvalidInputException;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may use a bridge, and what a bridge's token opens. */
class BridgeAccessTest {
  @TempDir private Path dir;
  private AnnotationServer server;
  private Person owner;
  private String bridge;
  private String token;

  @BeforeEach
  void start() {
    server =
        AnnotationServer.start(
            BridgeProject.create(dir.resolve("p"), "classes"), ServerOptions.DEFAULT);
    owner = Person.open(server.link("owner", Role.OWNER));
    bridge = server.bridge("label-studio").orElseThrow();
    token = bridge.split("/")[4];
  }

  @AfterEach
  void end() {
    server.close();
  }

  private int health(String address) {
    return Exchange.send(address, "GET", "/health", "").statusCode();
  }

  private int withHeader(String path, String authorization) {
    return Person.send(
            HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", authorization)
                .GET())
        .statusCode();
  }

  @Test
  void address_withItsToken_isServedAndNoOther() {
    assertEquals(200, health(bridge));
    assertEquals(401, health(bridge.replace(token, "0".repeat(32))));
    assertEquals(401, health(server.address() + "/bridge/label-studio"));
    assertEquals(404, health(bridge + "/nothing"));
    assertEquals(
        403,
        Exchange.send(bridge.replace("label-studio", "brat"), "POST", "", "x").statusCode(),
        "another tool's");
  }

  @Test
  void token_inAHeader_isAsGoodAsInTheAddress() {
    String path = "/bridge/label-studio/health";
    String pair = "al4j:" + token;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    assertEquals(200, withHeader(path, "Basic " + basic));
    assertEquals(200, withHeader(path, "Bearer " + token));
    assertEquals(401, withHeader(path, "Basic !"));
    assertEquals(401, withHeader(path, "Digest " + token));
  }

  @Test
  void bridgesToken_elsewhere_opensNothingAndAPersonsOpensNoBridge() {
    assertEquals(403, withHeader("/api/v1/progress", "Bearer " + token));
    String persons = server.link("anna", Role.ANNOTATOR).split("=")[1];
    assertEquals(403, withHeader("/bridge/label-studio/health", "Bearer " + persons));
    assertEquals(403, health(bridge.replace(token, persons)));
    assertEquals(401, health(server.address() + "/bridge/label-studio?cookie"), "no cookie counts");
  }

  @Test
  void otherHostNames_areNotServed() {
    String path = bridge.substring(server.address().length()) + "/health";
    String here = server.address().substring("http://".length());
    assertEquals("HTTP/1.1 200 OK", RawHttp.get(server.address(), path, here));
    assertEquals(
        "HTTP/1.1 421 ", RawHttp.get(server.address(), path, "evil.example").substring(0, 13));
  }

  @Test
  void revoked_isOutAtOnceAndTheNextAddressIsNew() throws Exception {
    assertTrue(server.bridge("label-studio").isEmpty(), "it has one");
    ObjectNode name = Person.object().put("name", "label-studio");
    assertEquals(200, owner.post("people/revoke", name).statusCode());
    assertEquals(401, health(bridge));
    String next = server.bridge("label-studio").orElseThrow();
    assertEquals(200, health(next));
    assertTrue(server.revokeBridge("label-studio"));
    assertEquals(401, health(next));
    assertFalse(server.revokeBridge("label-studio"));
    assertFalse(Files.readString(dir.resolve("p/people.json")).contains(token));
    assertThrows(InvalidInputException.class, () -> server.bridge("word-processor"));
  }

  /** As the owner's page asks for it. */
  @Test
  void address_askedForByTheOwner_isNewAndTheOneBeforeHoldsNoMore() {
    ObjectNode tool = Person.object().put("name", "label-studio").put("role", "tool");
    var answer = owner.post("people", tool);
    assertEquals(200, answer.statusCode(), answer.body());
    String path = Person.json(answer).path("path").textValue();
    assertTrue(path.matches("/bridge/[0-9a-f]{32}/label-studio"), path);
    assertEquals(200, health(server.address() + path));
    assertEquals(401, health(bridge), "the address before");
    tool.put("name", "brat");
    assertEquals(200, owner.post("people", tool).statusCode(), "a tool that had none");
    tool.put("name", "word-processor");
    assertEquals(400, owner.post("people", tool).statusCode());
    tool.put("name", "label-studio").put("role", "annotator");
    assertEquals(400, owner.post("people", tool).statusCode(), "it is there as a tool");
    String annas = server.link("anna", Role.ANNOTATOR);
    tool.put("role", "tool");
    assertEquals(403, Person.open(annas).post("people", tool).statusCode());
  }

  @Test
  void bodies_thatAreTooLongOrNoText_areRefused() {
    String request =
        "POST "
            + bridge.substring(server.address().length())
            + "/webhook HTTP/1.1\r\nHost: "
            + server.address().substring("http://".length())
            + "\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\n{"; // and no more
    assertEquals("HTTP/1.1 413 ", RawHttp.status(server.address(), request).substring(0, 13));
    var bytes =
        HttpRequest.newBuilder(URI.create(bridge + "/webhook"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff, '"'}));
    assertEquals(400, Person.send(bytes).statusCode());
  }
}
