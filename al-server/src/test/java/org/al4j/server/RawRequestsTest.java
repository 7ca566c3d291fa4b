package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerLimits;
import org.al4j.server.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that two readers may read in two ways, and names that are none of the server's. */
class RawRequestsTest {
  @TempDir private Path dir;
  private AnnotationServer server;
  private String here;
  private String token;

  @BeforeEach
  void start() {
    server =
        AnnotationServer.start(
            Desks.project(dir.resolve("p"), 20, Desks.settings(6)),
            ServerOptions.DEFAULT.withLimits(
                ServerLimits.DEFAULT.withSilence(Duration.ofMillis(700))));
    here = server.address().substring("http://".length());
    token = server.link("owner", Role.OWNER).split("=")[1];
  }

  @AfterEach
  void end() {
    server.close();
  }

  private String post(String... headers) {
    return "POST /api/v1/next HTTP/1.1\r\n"
        + String.join("\r\n", headers)
        + "\r\nContent-Type: application/json\r\nConnection: close\r\n";
  }

  /** A request inside of another's body must never be answered. */
  @Test
  void bodies_ofTwoLengths_areRefusedAndWhatIsInThemIsNoRequest() {
    String host = "Host: " + here;
    String bearer = "Authorization: Bearer " + token;
    String inner = "GET /api/v1/progress HTTP/1.1\r\n" + host + "\r\n" + bearer + "\r\n\r\n";
    String chunked = "0\r\n\r\n" + inner;
    String[] requests = {
      post(host, bearer, "Content-Length: 4", "Transfer-Encoding: chunked") + "\r\n" + chunked,
      post(host, bearer, "Transfer-Encoding: chunked", "Content-Length: 4") + "\r\n" + chunked,
      post(host, bearer, "Content-Length: 2", "Content-Length: 11") + "\r\n{}" + inner,
      post(host, bearer, "Content-Length: +2") + "\r\n{}" + inner,
      post(host, bearer, "Content-Length: 2, 2") + "\r\n{}" + inner,
      post(host, bearer, "Content-Length : 2") + "\r\n{}" + inner,
      post(host, bearer, "Transfer-Encoding: xchunked") + "\r\n" + chunked,
      post(host, bearer, "Transfer-Encoding: chunked, identity") + "\r\n" + chunked,
      post(host, bearer, "Transfer-Encoding:\u000bchunked") + "\r\n" + chunked,
      post(host, bearer, "X: 1\r\n Content-Length: 2") + "\r\n{}" + inner,
    };
    for (String request : requests) {
      String answers = RawHttp.answers(server.address(), request);
      assertFalse(answers.contains("\"labelled\""), () -> request + "\n->\n" + answers);
      assertFalse(answers.contains("HTTP/1.1 200"), () -> request + "\n->\n" + answers);
    }
  }

  /** Half a request, and nothing more. */
  @Test
  void connection_thatIsSilent_isClosed() {
    long start = System.nanoTime();
    String answers = RawHttp.answers(server.address(), "GET / HTTP/1.1\r\nHo");
    assertFalse(answers.contains("HTTP/1.1 200"), answers);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 10, "closed after " + seconds + " s");
  }

  @Test
  void headers_thatComeTwice_areRefused() {
    for (String doubled :
        new String[] {
          "Host: " + here + "\r\nHost: " + here,
          "Host: " + here + "\r\nOrigin: " + server.address() + "\r\nOrigin: http://evil.example",
          "Host: " + here + "\r\nAuthorization: Bearer " + token + "\r\nAuthorization: Bearer x"
        }) {
      String status =
          RawHttp.status(
              server.address(),
              "GET /api/v1/progress HTTP/1.1\r\n" + doubled + "\r\nConnection: close\r\n\r\n");
      assertEquals("HTTP/1.1 400 Ba", status, doubled);
    }
  }

  @Test
  void hosts_writtenInOtherWays_areNotServed() {
    String port = here.substring(here.indexOf(':'));
    for (String host : new String[] {here, "LOCALHOST" + port, "[::1]" + port}) {
      assertEquals("HTTP/1.1 200 OK", RawHttp.get(server.address(), "/", host), host);
    }
    for (String host :
        new String[] {
          "localhost." + port,
          "localhost",
          "127.1" + port,
          "0.0.0.0" + port,
          "2130706433" + port,
          "[::ffff:127.0.0.1]" + port,
          "[0:0:0:0:0:0:0:1]" + port,
          "localhost" + port + "1",
          "127.0.0.1.evil.example" + port,
          "evil.example@" + here,
          here + "@evil.example",
          here + "," + here,
          "*" + port
        }) {
      String status = RawHttp.get(server.address(), "/", host);
      assertTrue(status.startsWith("HTTP/1.1 4"), host + ": " + status);
    }
    String whole = "GET http://evil.example/api/v1/progress HTTP/1.1\r\nHost: " + here;
    String status =
        RawHttp.status(
            server.address(),
            whole + "\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n");
    assertTrue(status.startsWith("HTTP/1.1 4"), status);
  }

  @Test
  void methods_thatNobodyNeeds_areRefused() {
    for (String method : new String[] {"TRACE", "OPTIONS", "PUT", "PATCH", "CONNECT", "ODD"}) {
      String answers =
          RawHttp.answers(
              server.address(),
              method
                  + " /api/v1/progress HTTP/1.1\r\nHost: "
                  + here
                  + "\r\nX-Secret: s\r\nConnection: close\r\n\r\n");
      assertTrue(answers.startsWith("HTTP/1.1 4") || answers.startsWith("HTTP/1.1 50"), answers);
      assertFalse(answers.contains("X-Secret"), answers);
    }
  }

  /** Behind a proxy an address is what the proxy added last, in whichever line. */
  @Test
  void forwardedFor_asTheCallerWroteIt_isNotBelieved() {
    ServerOptions options =
        ServerOptions.DEFAULT
            .withProxy("127.0.0.1", URI.create("https://label.example.org"))
            .withLimits(ServerLimits.DEFAULT.withRate(1, 5))
            .withPort(freePort());
    try (AnnotationServer proxied =
        AnnotationServer.start(Desks.project(dir.resolve("q"), 20, Desks.settings(6)), options)) {
      String address = "http://127.0.0.1:" + options.port();
      List<String> statuses = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        statuses.add(forwarded(address, "10.0.0." + i, "203.0.113.7"));
      }
      assertEquals("HTTP/1.1 401 Un", statuses.get(0));
      assertEquals("HTTP/1.1 429 To", statuses.get(9), "one caller, whatever he says");
      assertEquals("HTTP/1.1 401 Un", forwarded(address, "10.0.0.1", "203.0.113.8"));
      for (int i = 0; i < 10; i++) {
        statuses.set(i, forwarded(address, "x", "2001:db8:1:2::" + i));
      }
      assertEquals("HTTP/1.1 429 To", statuses.get(9), "one network of IPv6");
      assertEquals("HTTP/1.1 401 Un", forwarded(address, "x", "2001:db8:1:3::1"));
    }
  }

  private static int freePort() {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String forwarded(String address, String first, String last) {
    return RawHttp.status(
        address,
        "GET /api/v1/progress HTTP/1.1\r\nHost: label.example.org\r\nX-Forwarded-For: "
            + first
            + "\r\nX-Forwarded-For: "
            + last
            + "\r\nConnection: close\r\n\r\n");
  }
}
