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
import java.time.Duration;
import org.al4j.cli.Al;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectPlan;
import org.al4j.server.project.Sharing;
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
    Path keyless =
        Files.writeString(
            dir.resolve("llm.json"),
            "{\"url\": \"https://127.0.0.1:1/v1\", \"model\": \"m\","
                + " \"keyVariable\": \"AL4J_NO_SUCH_KEY\"}");
    String[][] refused = {
      {"--out", project()},
      {"--out", project(), "--data", data, "--labels", "fruit"},
      {"--out", project(), "--data", data, "--labels", "fruit,fruit"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--task", "guess"},
      {"--out", project(), "--data", data, "--labels", "a", "--task", "spans", "--model", "tfidf"},
      {
        "--out", project(), "--data", data, "--labels", "a", "--task", "spans", "--strategy", "bald"
      },
      {"--out", project(), "--data", data, "--labels", "a,b", "--address", "0.0.0.0"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--behind-proxy", "http://x"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--public"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--keystore", data},
      {"--out", project(), "--data", data, "--labels", "a,b", "--label-column", "label"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--model", "oracle"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--strategy", "guess"},
      {"--out", project(), "--data", data, "--labels", "a,b", "--llm", data},
      {"--out", project(), "--data", data, "--labels", "a,b", "--llm", keyless.toString()},
    };
    for (String[] args : refused) {
      String[] all = new String[args.length + 1];
      all[0] = "annotate";
      System.arraycopy(args, 0, all, 1, args.length);
      assertEquals(2, al(all), String.join(" ", args));
      assertTrue(Files.notExists(dir.resolve("project")), String.join(" ", args));
    }
    assertEquals(refused.length, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("--labels must be at least 2"), err::toString);
    assertTrue(err.toString().contains("--public needs TLS: give --keystore"), err::toString);
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

  /** One label is enough; the model is not there, and people label. */
  @Test
  void annotate_spansWithALanguageModel_saysWhereTextsGoAndStarts() throws Exception {
    Path settings =
        Files.writeString(
            dir.resolve("local.json"), "{\"url\": \"http://127.0.0.1:9/v1\", \"model\": \"m\"}");
    String[] args = {
      "annotate",
      "--task",
      "spans",
      "--data",
      texts().toString(),
      "--labels",
      "fruit",
      "--llm",
      settings.toString(),
      "--out",
      project(),
      "--port",
      "0"
    };
    Thread server = new Thread(() -> al(args));
    server.start();
    while (!out.toString().contains("#token=") && server.isAlive()) {
      Thread.sleep(20);
    }
    String[] link = out.toString().strip().split("/#token=");
    assertTrue(err.toString().contains("llm:m labels, too: texts are sent to"), err::toString);
    String texts = ask(link, "next", "{\"count\":1}");
    assertTrue(texts.contains("\"words\":[["), texts);
    server.interrupt();
    server.join();
  }

  /** The server begins again at the same port, and browsers that are in stay in. */
  @Test
  void annotate_labelAddedByTheOwner_goesOnWithIt() throws Exception {
    Path gold =
        Files.writeString(dir.resolve("gold.csv"), "text,label\na plum,fruit\na saw,tool\n");
    String[] args = {
      "annotate",
      "--data",
      texts().toString(),
      "--labels",
      "fruit,tool",
      "--out",
      project(),
      "--port",
      "0",
      "--gold",
      gold.toString(),
      "--gold-every",
      "2",
      "--evaluation",
      gold.toString(),
      "--budget",
      "3",
      "--cost-per-hour",
      "20",
      "--currency",
      "EUR",
      "--adjudication",
      "unanimous"
    };
    Thread server = new Thread(() -> al(args));
    server.start();
    while (!out.toString().contains("#token=") && server.isAlive()) {
      Thread.sleep(20);
    }
    String[] link = out.toString().strip().split("/#token=");
    assertEquals("{\"status\":\"recorded\"}", ask(link, "labels", "{\"name\":\"wood\"}"));
    String said = "";
    for (int i = 0; i < 200 && !said.contains("status"); i++) {
      Thread.sleep(50);
      try {
        String id =
            ask(link, "next", "{\"count\":1}").replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        said = ask(link, "judge", "{\"key\":\"1\",\"id\":\"" + id + "\",\"label\":\"wood\"}");
      } catch (IOException e) {
        // it is away for a moment
      }
    }
    assertTrue(said.contains("status"), said + err); // already, where an answer was lost
    ProjectFolder project = ProjectFolder.open(Path.of(project()));
    assertEquals(3, project.settings().labelling().labels().size());
    assertEquals(new ProjectPlan(3, 20, "EUR", 2), project.plan());
    assertEquals(new Sharing(1, 1, "unanimous"), project.settings().sharing());
    assertEquals(3, Files.readAllLines(Path.of(project(), "texts.jsonl")).size(), "without a saw,");
    server.interrupt();
    server.join();
  }

  private static String ask(String[] link, String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(link[0] + "/api/v1/" + path))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + link[1])
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
