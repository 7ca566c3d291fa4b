package org.al4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts {@code al annotate} once on three texts and asks for one of them. The launcher runs it
 * after a build, so that Java can keep what it loads (class data sharing) and later starts are
 * quicker. It leaves nothing else.
 */
final class FirstStart {
  private static final int TRIES = 300;
  private static final int MILLIS = 100;
  private static final int TIMEOUT = 10_000; // milliseconds

  private FirstStart() {}

  /** Runs it and ends the JVM, whatever still runs in it: 0 if a text came. */
  public static void main(String[] args) {
    int code = 1;
    try {
      code = run() ? 0 : 1;
    } catch (IOException | InterruptedException | RuntimeException e) {
      code = 1; // the launcher goes on without
    } finally {
      System.exit(code);
    }
  }

  /** Whether a text came. */
  static boolean run() throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("al4j-first-start-");
    try {
      return start(dir);
    } finally {
      delete(dir);
    }
  }

  private static boolean start(Path dir) throws IOException, InterruptedException {
    Path texts = dir.resolve("texts.txt");
    Files.write(texts, List.of("one text", "another text", "a third text"));
    StringWriter said = new StringWriter();
    String[] command = {
      "annotate",
      "--data",
      texts.toString(),
      "--labels",
      "a,b",
      "--port",
      "0",
      "--out",
      dir.resolve("project").toString()
    };
    Thread server =
        new Thread(
            () -> Al.run(new PrintWriter(said), new PrintWriter(new StringWriter()), command));
    server.setDaemon(true);
    server.start();
    try {
      for (int i = 0; i < TRIES && server.isAlive(); i++) {
        String link = said.toString().strip();
        if (link.contains("#token=")) {
          return ask(link.split("/#token=", 2));
        }
        Thread.sleep(MILLIS);
      }
      return false;
    } finally {
      server.interrupt(); // closes it
      server.join(TIMEOUT);
    }
  }

  private static boolean ask(String[] link) throws IOException {
    URI next = URI.create(link[0] + "/api/v1/next");
    HttpURLConnection call = (HttpURLConnection) next.toURL().openConnection();
    call.setConnectTimeout(TIMEOUT);
    call.setReadTimeout(TIMEOUT);
    call.setRequestMethod("POST");
    call.setRequestProperty("Authorization", "Bearer " + link[1]);
    call.setRequestProperty("Content-Type", "application/json");
    call.setDoOutput(true);
    try (OutputStream body = call.getOutputStream()) {
      body.write("{\"count\":1}".getBytes(StandardCharsets.UTF_8));
    }
    return call.getResponseCode() == HttpURLConnection.HTTP_OK;
  }

  private static void delete(Path dir) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
