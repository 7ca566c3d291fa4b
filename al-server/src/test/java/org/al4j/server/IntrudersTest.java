package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerLimits;
import org.al4j.server.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no business here gets nothing and changes nothing. */
class IntrudersTest {
  @TempDir private Path dir;
  private AnnotationServer server;
  private String link;
  private Person owner;

  @BeforeEach
  void start() {
    server = start("p");
    link = server.link("owner", Role.OWNER);
    owner = Person.open(link);
  }

  private AnnotationServer start(String name) {
    return AnnotationServer.start(
        Desks.project(dir.resolve(name), 20, Desks.settings(6)), ServerOptions.DEFAULT);
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static JsonNode routes(Person any) {
    return any.ok("openapi.json").path("paths");
  }

  private HttpRequest.Builder plain(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/" + path))
        .header("Content-Type", "application/json");
  }

  private int status(HttpRequest.Builder request) {
    return Person.send(request).statusCode();
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String method) {
    return request.method(
        method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString("{}"));
  }

  @Test
  void everyRoute_withoutOrWithAForeignToken_answersNobody() {
    String foreign;
    Person stranger;
    try (AnnotationServer other = start("q")) {
      foreign = other.link("owner", Role.OWNER);
      stranger = Person.open(other.link("owner", Role.OWNER));
    }
    String token = foreign.substring(foreign.indexOf('=') + 1);
    int asked = 0;
    for (Map.Entry<String, JsonNode> route : routes(owner).properties()) {
      for (Map.Entry<String, JsonNode> method : route.getValue().properties()) {
        if (method.getValue().has("security")) {
          continue; // open to all
        }
        String path = route.getKey().substring(1);
        assertEquals(401, status(with(plain(path), method.getKey())), path);
        assertEquals(
            401,
            status(with(plain(path).header("Authorization", "Bearer " + token), method.getKey())),
            path);
        assertEquals(
            401,
            status(with(plain(path).header("Cookie", stranger.cookie), method.getKey())),
            path);
        asked++;
      }
    }
    assertEquals(32, asked);
    assertEquals(
        401,
        status(
            with(plain("session"), "post")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))));
    assertNotEquals(stranger.cookie.split("=")[0], owner.cookie.split("=")[0]);
  }

  @Test
  void annotator_ofOwnersRoutes_isRefused() {
    Person anna = Person.open(server.link("anna", Role.ANNOTATOR));
    for (String path :
        new String[] {
          "export", "flags", "disputed", "people", "review", "review/texts", "plan", "model"
        }) {
      assertEquals(403, anna.get(path).statusCode(), path);
    }
    ObjectNode texts = Person.object();
    texts.putArray("texts").add("mine");
    assertEquals(403, anna.post("texts", texts).statusCode());
    assertEquals(403, anna.post("predict", texts).statusCode());
    assertEquals(403, anna.post("plan", Person.object().put("budget", 1)).statusCode());
    assertEquals(403, anna.post("labels", Person.object().put("name", "mine")).statusCode());
    assertEquals("not-owner", anna.say("keep", anna.said("t000", "fruit")));
    ObjectNode me = Person.object().put("name", "anna 2").put("role", "owner");
    assertEquals(403, anna.post("people", me).statusCode());
    assertFalse(anna.ok("progress").has("people"));
  }

  @Test
  void token_stored_isAHashInAFileOfTheOwners() throws IOException {
    Path file = dir.resolve("p").resolve("people.json");
    String people = Files.readString(file);
    assertFalse(people.contains(link.substring(link.indexOf('=') + 1)));
    assertFalse(people.contains(owner.cookie.split("=")[1]));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void revoked_person_isOutAtOnceAndWhatHeSaidStays() {
    String annas = server.link("anna", Role.ANNOTATOR);
    Person anna = Person.open(annas);
    anna.judge(anna.text().path("id").textValue(), "fruit");
    ObjectNode name = Person.object().put("name", "anna");
    assertEquals(200, owner.post("people/revoke", name).statusCode());
    assertEquals(401, anna.get("progress").statusCode());
    assertThrows(AssertionError.class, () -> Person.open(annas));
    assertEquals(1, owner.ok("progress").path("labelled").intValue());
    assertEquals(409, owner.post("people/revoke", name.put("name", "owner")).statusCode());
  }

  @Test
  void link_madeAnew_endsTheOneBefore() {
    server.link("owner", Role.OWNER);
    assertThrows(AssertionError.class, () -> Person.open(link));
    assertEquals(200, owner.get("progress").statusCode(), "sessions stay");
  }

  @Test
  void cookie_set_isForThisSiteAndNoScript() {
    String token = server.link("owner", Role.OWNER).split("=")[1];
    HttpResponse<String> response =
        Person.send(
            plain("session")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.contains("; HttpOnly; SameSite=Strict"), cookie);
    assertFalse(response.body().contains(cookie.split("[=;]")[1]), "no script sees it");
  }

  @Test
  void otherOrigins_askingThroughTheBrowser_areRefused() {
    String id = owner.text().path("id").textValue();
    String body = owner.said(id, "fruit").toString();
    HttpRequest.BodyPublisher said = HttpRequest.BodyPublishers.ofString(body);
    String here = server.address();
    HttpRequest.Builder bare = plain("judge").header("Cookie", owner.cookie).POST(said);
    assertEquals(403, status(bare.copy()), "neither origin nor token");
    assertEquals(403, status(bare.copy().header("Origin", here)), "no token");
    assertEquals(
        403, status(bare.copy().header("Origin", here).header("X-CSRF-Token", "0")), "wrong token");
    HttpRequest.Builder token = bare.copy().header("X-CSRF-Token", owner.csrf);
    assertEquals(403, status(token.copy()), "no origin");
    assertEquals(403, status(token.copy().header("Sec-Fetch-Site", "cross-site")));
    for (String origin : new String[] {"http://evil.example", "null", "http://127.0.0.1:1"}) {
      assertEquals(403, status(token.copy().header("Origin", origin)), origin);
    }
    assertEquals(0, owner.ok("progress").path("labelled").intValue());
    assertEquals(200, status(token.copy().header("Origin", here)));
    HttpRequest.Builder form =
        owner.request("skip").setHeader("Content-Type", "text/plain").POST(said);
    assertEquals(415, status(form), "what a form can send");
  }

  /** A page whose name was led to this machine calls it by that name. */
  @Test
  void otherHostNames_areNotServed() {
    String here = server.address().substring("http://".length());
    String port = here.substring(here.indexOf(':'));
    assertEquals("HTTP/1.1 200 OK", RawHttp.get(server.address(), "/", here));
    assertEquals("HTTP/1.1 200 OK", RawHttp.get(server.address(), "/", "localhost" + port));
    for (String host : new String[] {"evil.example", "evil.example" + port, "127.0.0.1", ""}) {
      String status = RawHttp.get(server.address(), "/", host);
      assertTrue(status.startsWith("HTTP/1.1 4"), host + " " + status);
    }
  }

  @Test
  void paths_upwards_leadNowhere() {
    String here = server.address().substring("http://".length());
    for (String path :
        new String[] {
          "/../../etc/passwd",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/..%2f..%2fetc/passwd",
          "//etc/passwd",
          "/app.js/../people.json",
          "/people.json",
          "/api/v1/../../people.json"
        }) {
      String status = RawHttp.get(server.address(), path, here);
      assertTrue(status.startsWith("HTTP/1.1 40"), path + " " + status);
    }
  }

  @Test
  void headers_ofEveryAnswer_keepBrowsersFromRunningAnything() {
    for (String path : new String[] {"/", "/app.js", "/api/v1/progress", "/nowhere"}) {
      HttpResponse<String> answer =
          Person.send(HttpRequest.newBuilder(URI.create(server.address() + path)));
      Map<String, String> wanted =
          Map.of(
              "X-Content-Type-Options", "nosniff",
              "Referrer-Policy", "no-referrer",
              "Cache-Control", "no-store",
              "Cross-Origin-Resource-Policy", "same-origin");
      wanted.forEach(
          (name, value) ->
              assertEquals(Optional.of(value), answer.headers().firstValue(name), path));
      String csp = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(csp.startsWith("default-src 'none'") && !csp.contains("unsafe"), csp);
      assertTrue(answer.headers().firstValue("Server").isEmpty());
    }
  }

  @Test
  void options_othersCouldReach_needAProxyWithTls() {
    ServerLimits limits = ServerLimits.DEFAULT;
    for (String address : new String[] {"0.0.0.0", "::", "192.168.1.5"}) {
      var refused =
          assertThrows(
              InvalidInputException.class,
              () -> new ServerOptions(address, 0, Optional.empty(), limits));
      assertTrue(refused.getMessage().contains("TLS"), refused.getMessage());
    }
    URI plain = URI.create("http://label.example.org");
    assertThrows(
        InvalidInputException.class, () -> ServerOptions.DEFAULT.withProxy("0.0.0.0", plain));
    URI proxy = URI.create("https://label.example.org");
    assertEquals(
        proxy, ServerOptions.DEFAULT.withProxy("0.0.0.0", proxy).behindProxy().orElseThrow());
  }
}
