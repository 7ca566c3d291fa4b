package org.al4j.cli.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.cli.Al;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code al annotate --bridge}. */
class AnnotateBridgeTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int al(List<String> args) {
    return Al.run(
        new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
  }

  /** What is printed until the note that says how to end. */
  private String served(String... more) throws Exception {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> args =
        new ArrayList<>(List.of("annotate", "--out", dir.resolve("p").toString(), "--port", "0"));
    args.addAll(List.of(more));
    Thread server = new Thread(() -> al(args));
    server.start();
    while (!err.toString().contains("end with Ctrl+C") && server.isAlive()) {
      Thread.sleep(20);
    }
    if (out.toString().contains("doccano: ")) {
      String address = out.toString().replaceAll("(?s).*doccano: ", "").strip();
      assertEquals(409, ask(address), "no model yet");
    }
    server.interrupt();
    server.join();
    return out.toString();
  }

  private static int ask(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a pear\"}"))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void bridge_firstTime_printsAnAddressThatHoldsUntilItIsRevoked() throws Exception {
    Path texts = Files.writeString(dir.resolve("texts.txt"), "an apple\na saw\na pear\na file\n");
    String first =
        served("--data", texts.toString(), "--labels", "fruit,tool", "--bridge", "doccano");
    assertTrue(first.contains("doccano: http://127.0.0.1:"), first);
    String again = served("--bridge", "doccano");
    assertTrue(!again.contains("doccano"), again);
    assertTrue(err.toString().contains("doccano goes on at the address"), err::toString);
    String other = served("--bridge", "doccano", "--revoke-bridge", "doccano");
    assertTrue(other.contains("doccano: http://127.0.0.1:"), other);
    assertTrue(err.toString().contains("doccano: its address is good no more"), err::toString);
  }

  @Test
  void bridge_toNoSuchTool_isRefusedBeforeAProjectIsMade() throws Exception {
    Path texts = Files.writeString(dir.resolve("texts.txt"), "an apple\na saw\n");
    String project = dir.resolve("p").toString();
    List<String> args =
        List.of("annotate", "--out", project, "--data", texts.toString(), "--labels", "a,b");
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--bridge", "word"));
    assertEquals(2, al(all));
    assertTrue(err.toString().contains("--bridge must be one of label-studio"), err::toString);
    assertTrue(Files.notExists(dir.resolve("p/project.json")));
  }
}
