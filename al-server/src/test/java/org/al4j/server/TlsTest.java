package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.al4j.core.InvalidInputException;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.http.TlsCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server speaks TLS by a certificate that the test signs itself. */
class TlsTest {
  private static final String PASSWORD = "only for tests";

  @TempDir private Path dir;

  private Path keystore(String name, String... extension) throws Exception {
    Path file = dir.resolve(name);
    String[] command = {
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
      "-genkeypair",
      "-keyalg",
      "EC",
      "-dname",
      "CN=localhost",
      "-validity",
      "2",
      "-storetype",
      "PKCS12",
      "-keystore",
      file.toString(),
      "-storepass",
      PASSWORD
    };
    String[] all = new String[command.length + extension.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(extension, 0, all, command.length, extension.length);
    Process keytool = new ProcessBuilder(all).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    return file;
  }

  private static SSLContext trusting(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("it", store.getCertificate("mykey"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static String status(SSLContext context, int port, String host) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void server_withACertificate_isReachedByTlsAndItsNamesOnly() throws Exception {
    Path file = keystore("a.p12", "-ext", "san=dns:localhost,ip:127.0.0.1,dns:*.example.org");
    ServerOptions options =
        ServerOptions.DEFAULT.withTls("0.0.0.0", TlsCertificate.read(file, PASSWORD));
    SSLContext context = trusting(file);
    try (AnnotationServer server =
        AnnotationServer.start(Desks.project(dir.resolve("p"), 20, Desks.settings(6)), options)) {
      String link = server.link("anna", Role.OWNER);
      assertTrue(link.startsWith("https://localhost:"), link);
      HttpClient client = HttpClient.newBuilder().sslContext(context).build();
      String token = link.substring(link.indexOf('=') + 1);
      HttpResponse<String> entered =
          client.send(
              HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/session"))
                  .header("Content-Type", "application/json")
                  .header("Origin", server.address())
                  .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, entered.statusCode(), entered.body());
      String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
      assertTrue(cookie.endsWith("; HttpOnly; SameSite=Strict; Secure"), cookie);
      HttpResponse<String> progress =
          client.send(
              HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/progress"))
                  .header("Cookie", cookie.split(";", 2)[0])
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, progress.statusCode(), progress.body());
      int port = URI.create(server.address()).getPort();
      assertEquals("HTTP/1.1 200", status(context, port, "127.0.0.1:" + port));
      assertEquals("HTTP/1.1 200", status(context, port, "label.example.org:" + port));
      for (String host :
          new String[] {"evil.org", "example.org", "a.b.example.org", "*.example.org", "[::1]"}) {
        assertEquals("HTTP/1.1 421", status(context, port, host + ":" + port), host);
      }
      String plain = "http://127.0.0.1:" + port;
      assertFalse(RawHttp.get(plain, "/", "127.0.0.1:" + port).contains(" 200"), "without TLS");
    }
  }

  @Test
  void keystores_thatAreNone_areRefusedInALine() throws Exception {
    Path nameless = keystore("b.p12");
    for (Path file : new Path[] {dir.resolve("none.p12"), dir, nameless}) {
      var refused =
          assertThrows(
              InvalidInputException.class,
              () -> TlsCertificate.read(file, PASSWORD),
              file::toString);
      assertEquals(1, refused.getMessage().lines().count());
      assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    }
    Path good = keystore("c.p12", "-ext", "san=dns:localhost");
    assertThrows(InvalidInputException.class, () -> TlsCertificate.read(good, "another"));
    URI proxy = URI.create("https://label.example.org");
    ServerOptions both = ServerOptions.DEFAULT.withProxy("127.0.0.1", proxy);
    TlsCertificate certificate = TlsCertificate.read(good, PASSWORD);
    assertThrows(InvalidInputException.class, () -> both.withTls("0.0.0.0", certificate));
  }
}
