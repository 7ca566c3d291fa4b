package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One client that asks for everything at once; another labels meanwhile. */
class CrowdTest {
  private static final int LONGEST_MILLIS = 5_000;

  @TempDir private Path dir;
  private final List<Socket> open = new ArrayList<>();
  private AnnotationServer server;
  private String here;
  private String annas;
  private Person anna;

  @BeforeEach
  void start() {
    Assumptions.assumeTrue(RawHttp.hasElsewhere());
    server =
        AnnotationServer.start(
            Desks.project(dir.resolve("p"), 200, Desks.settings(50)), ServerOptions.DEFAULT);
    here = server.address().substring("http://".length());
    String link = server.link("anna", Role.OWNER);
    annas = link.split("=")[1];
    anna = Person.open(link);
  }

  @AfterEach
  void end() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private Socket connect(int receives) throws IOException {
    Socket socket = RawHttp.socket(server.address(), RawHttp.ELSEWHERE, receives);
    open.add(socket);
    return socket;
  }

  private String get(String path, String token) {
    String bearer = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    return "GET " + path + " HTTP/1.1\r\nHost: " + here + "\r\n" + bearer + "\r\n";
  }

  /** Somebody comes in anew and labels so many texts; nothing takes long. */
  private void assertOthersLabel(int texts) {
    long slowest = 0;
    Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
    for (int i = 0; i < texts; i++) {
      long start = System.nanoTime();
      JsonNode text = ben.text();
      assertEquals("recorded", ben.judge(text.path("id").textValue(), "fruit"));
      slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
    }
    assertTrue(slowest < LONGEST_MILLIS, "a text and its label took " + slowest + " ms");
  }

  private static boolean isEnded(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    try {
      byte[] some = new byte[1 << 12];
      while (socket.getInputStream().read(some) >= 0) {
        // an answer before
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  /** More than 10,000 a second are sent, many in a row in each connection, by four threads. */
  @Test
  void flood_ofRequestsInARow_leavesOthersServed() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong sent = new AtomicLong();
    String many = (get("/api/v1/progress", "") + get("/", "") + get("/app.js", annas)).repeat(40);
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread one =
          new Thread(
              () -> {
                byte[] some = new byte[1 << 16];
                while (!over.get()) {
                  try (Socket socket = RawHttp.socket(server.address(), RawHttp.ELSEWHERE, 0)) {
                    socket.setSoTimeout(200);
                    RawHttp.send(socket, many);
                    sent.addAndGet(120);
                    while (socket.getInputStream().read(some) >= 0 && !over.get()) {
                      // what it answers does not matter
                    }
                  } catch (IOException e) {
                    // closed: once more
                  }
                }
              });
      one.start();
      all.add(one);
    }
    long start = System.nanoTime();
    try {
      assertOthersLabel(30);
    } finally {
      over.set(true);
      for (Thread one : all) {
        one.join();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        java.util.Locale.ROOT, "flood: %,.0f requests a second beside%n", sent.get() / seconds);
    assertTrue(sent.get() > 500);
  }

  @Test
  void connections_allOfOneAddress_leaveRoomForOthers() throws Exception {
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      Socket socket = connect(0);
      try {
        RawHttp.send(socket, "GET / HTTP/1.1\r\nHo"); // and no more
      } catch (SocketException e) {
        refused++;
      }
    }
    assertOthersLabel(5);
    for (Socket socket : open.subList(500, 600)) {
      refused += isEnded(socket) ? 1 : 0;
    }
    assertTrue(refused > 50, "refused " + refused);
  }

  /** Nobody's slow logins, from one address: others come in. */
  @Test
  void logins_begunAndNotEnded_leaveOthersIn() throws Exception {
    for (int i = 0; i < 60; i++) {
      RawHttp.send(
          connect(0),
          "POST /api/v1/session HTTP/1.1\r\nHost: "
              + here
              + "\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"to");
    }
    assertOthersLabel(5);
  }

  /** Answers are long and are not read: no thread waits for ever. */
  @Test
  void readers_thatDoNotRead_leaveOthersServed() throws Exception {
    ObjectNode more = Person.object();
    for (int i = 0; i < 40; i++) {
      more.withArray("texts").add("long " + i + " fruit".repeat(8_000));
    }
    anna.post("texts", more);
    for (int i = 0; i < 60; i++) {
      Socket socket = connect(1);
      String body = "{\"count\":20}";
      RawHttp.send(
          socket,
          i % 2 == 0
              ? get("/api/v1/openapi.json", "").repeat(20)
              : "POST /api/v1/next HTTP/1.1\r\nHost: "
                  + here
                  + "\r\nAuthorization: Bearer "
                  + annas
                  + "\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
    }
    Thread.sleep(500);
    assertOthersLabel(5);
  }

  @Test
  void streams_ofOnePerson_areFewAndEndWhenHeIsRevoked() throws Exception {
    String bens = server.link("ben", Role.ANNOTATOR).split("=")[1];
    String ask =
        get("/api/v1/events", bens).replace("\r\n\r\n", "\r\nAccept: text/event-stream\r\n\r\n");
    for (int i = 0; i < 8; i++) {
      connect(0);
    }
    for (Socket socket : open) { // all before the first is answered
      RawHttp.send(socket, ask);
    }
    List<String> statuses = new ArrayList<>();
    List<Socket> streams = new ArrayList<>();
    for (Socket socket : open) {
      String status = status(socket);
      statuses.add(status);
      if (status.equals("HTTP/1.1 200")) {
        streams.add(socket);
      }
    }
    assertEquals(5, statuses.stream().filter("HTTP/1.1 200"::equals).count(), statuses::toString);
    assertEquals(3, statuses.stream().filter("HTTP/1.1 429"::equals).count(), statuses::toString);
    assertEquals(200, anna.post("people/revoke", Person.object().put("name", "ben")).statusCode());
    for (Socket stream : streams) {
      assertTrue(isEnded(stream), "a stream goes on");
    }
    Socket again = connect(0);
    RawHttp.send(again, ask);
    assertEquals("HTTP/1.1 401", status(again));
    String anew = server.link("ben", Role.ANNOTATOR).split("=")[1];
    for (int i = 0; i < 5; i++) {
      Socket socket = connect(0);
      RawHttp.send(socket, ask.replace(bens, anew));
      assertEquals("HTTP/1.1 200", status(socket), "places are given back");
    }
  }

  /** Who sends a little too much, and reads then, is told so. */
  @Test
  void body_aLittleTooLong_isToldSo() throws Exception {
    for (int pieces : new int[] {5, 9}) {
      Socket socket = connect(0);
      String piece = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      RawHttp.send(
          socket,
          "POST /api/v1/judge HTTP/1.1\r\nHost: "
              + here
              + "\r\nAuthorization: Bearer "
              + annas
              + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              + piece.repeat(pieces));
      assertEquals("HTTP/1.1 413", status(socket));
      assertTrue(isEnded(socket));
    }
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
  }

  /** 100 MB in pieces: what is too much is not read, whoever sends it. */
  @ParameterizedTest
  @CsvSource({
    "POST /api/v1/judge, true", // too long
    "POST /api/v1/judge, false", // nobody
    "GET /api/v1/progress, true", // no body is wanted
    "POST /nowhere, false",
    "POST /app.js, false"
  })
  void body_of100MegabytesInPieces_isNotReadToItsEnd(String what, boolean known) throws Exception {
    Socket socket = connect(0);
    RawHttp.send(
        socket,
        what
            + " HTTP/1.1\r\nHost: "
            + here
            + (known ? "\r\nAuthorization: Bearer " + annas : "")
            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    String piece = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    int sent = 0;
    try {
      for (; sent < 1_600; sent++) {
        RawHttp.send(socket, piece);
      }
    } catch (SocketException e) {
      // it is closed
    }
    assertTrue(sent < 600, "the server read " + sent + " pieces of 64 KiB");
    assertTrue(isEnded(socket));
    assertEquals(200, anna.get("progress").statusCode());
  }
}
