package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerLimits;
import org.al4j.server.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too much, too long, too slow: refused, and others are served. */
class OverloadTest {
  @TempDir private Path dir;
  private AnnotationServer server;
  private Person anna;

  @BeforeEach
  void start() {
    server =
        AnnotationServer.start(
            Desks.project(dir.resolve("p"), 20, Desks.settings(6)),
            ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withRate(1, 60)));
    anna = Person.open(server.link("anna", Role.OWNER));
  }

  @AfterEach
  void end() {
    server.close();
  }

  private String post(String path, String length) {
    return "POST /api/v1/"
        + path
        + " HTTP/1.1\r\nHost: "
        + server.address().substring("http://".length())
        + "\r\nAuthorization: Bearer "
        + server.link("anna", Role.OWNER).split("=")[1]
        + "\r\nContent-Type: application/json\r\n"
        + length
        + "\r\n\r\n";
  }

  @Test
  void body_of100Megabytes_isRefusedUnread() {
    for (String path : new String[] {"judge", "texts"}) {
      String huge = post(path, "Content-Length: 104857600") + "{\"key\":"; // and no more
      assertTrue(RawHttp.status(server.address(), huge).startsWith("HTTP/1.1 413"), path);
    }
    assertEquals(200, anna.get("progress").statusCode());
  }

  @Test
  void body_inPiecesWithoutALength_isRefusedWhereItIsTooLong() {
    HttpRequest.Builder endless =
        anna.request("judge")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[1 << 20])));
    assertEquals(413, Person.send(endless).statusCode());
  }

  @Test
  void body_thatIsOddJson_isRefused() {
    String deep = "[".repeat(100_000);
    for (String body :
        new String[] {
          "",
          "[]",
          "{",
          "{\"count\":1}x",
          "{\"count\":1,\"count\":2}",
          "{\"other\":1}",
          "{\"count\":\"1\"}",
          "{\"count\":0}",
          "{\"count\":1e9}",
          "{\"count\":" + deep
        }) {
      HttpRequest.Builder request =
          anna.request("next").POST(HttpRequest.BodyPublishers.ofString(body));
      int status = Person.send(request).statusCode();
      assertEquals(400, status, body.substring(0, Math.min(40, body.length())));
    }
  }

  @Test
  void flood_ofOne_leavesOthersServed() {
    Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      refused += anna.get("progress").statusCode() == 429 ? 1 : 0;
      HttpRequest.Builder nobody =
          HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/progress"));
      int status = Person.send(nobody).statusCode();
      assertTrue(status == 401 || status == 429);
    }
    assertTrue(refused > 10, "refused " + refused);
    JsonNode text = ben.text();
    assertEquals("recorded", ben.judge(text.path("id").textValue(), "fruit"));
  }

  /** More than there are threads: half a request each. */
  @Test
  void slowClients_many_leaveOthersServed() throws IOException {
    String begun = post("judge", "Content-Length: 1000") + "{";
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = RawHttp.socket(server.address());
        OutputStream out = socket.getOutputStream();
        String part = i % 2 == 0 ? begun : begun.substring(0, 30);
        out.write(part.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        slow.add(socket);
      }
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      JsonNode text = ben.text();
      assertEquals("recorded", ben.judge(text.path("id").textValue(), "fruit"));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }
}
