package org.al4j.cli.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.cli.Al;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code al annotate} and {@code al export}. */
class AnnotateCommandsTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int al(String... args) {
    return Al.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private Path texts() throws IOException {
    return Files.writeString(
        dir.resolve("texts.csv"), "text,label\nan apple,fruit\na saw,\na pear,\na file,\n");
  }

  private String project() {
    return dir.resolve("project").toString();
  }

  @Test
  void annotate_whatCannotBe_isRefusedInALineAndLeavesNoProject() throws IOException {
    String data = texts().toString();
    String[][] refused = {
      {"--out", project()},
      {"--out", project(), "--data", data, "--labels", "fruit"},
      {"--out", project(), "--data", data, "--labels", "fruit,fruit"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--task", "spans"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--address", "0.0.0.0"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--behind-proxy", "http://x"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--label-column", "label"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--model", "oracle"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--strategy", "guess"},
    };
    for (String[] args : refused) {
      String[] all = new String[args.length + 1];
      all[0] = "annotate";
      System.arraycopy(args, 0, all, 1, args.length);
      assertEquals(2, al(all), String.join(" ", args));
      assertTrue(Files.notExists(dir.resolve("project/project.json")), String.join(" ", args));
    }
    assertEquals(refused.length, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("--labels must be at least 2"), err::toString);
    assertEquals(2, al("export", project(), "--out", dir.resolve("x.csv").toString()));
  }

  @Test
  void annotate_started_letsTheLinksHolderLabelAndExportWritesIt() throws Exception {
    String data = texts().toString();
    Thread server =
        new Thread(
            () ->
                al(
                    "annotate",
                    "--data",
                    data,
                    "--labels",
                    "fruit,tool",
                    "--label-column",
                    "label",
                    "--out",
                    project(),
                    "--port",
                    "0",
                    "--name",
                    "anna"));
    server.start();
    while (!out.toString().contains("#token=") && server.isAlive()) {
      Thread.sleep(20);
    }
    String[] link = out.toString().strip().split("/#token=");
    String texts = ask(link, "next", "{\"count\":1}");
    String id = texts.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
    String said = "{\"key\":\"1\",\"id\":\"" + id + "\",\"label\":\"tool\"}";
    assertEquals("{\"status\":\"recorded\"}", ask(link, "judge", said));
    Path labels = dir.resolve("labels.csv");
    assertEquals(0, al("export", project(), "--out", labels.toString()), err::toString);
    assertEquals(3, Files.readAllLines(labels).size(), "the header, what was there, what was said");
    server.interrupt();
    server.join();
  }

  private static String ask(String[] link, String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(link[0] + "/api/v1/" + path))
                .header("Authorization", "Bearer " + link[1])
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
