package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server and a browser; what the console complains of fails the test. */
abstract class BrowserBase {
  static final String ME = "anna";
  static Browser browser;

  @TempDir Path dir;
  AnnotationServer server;
  private ProjectFolder project;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  @AfterEach
  void end() {
    try {
      assertEquals(List.of(), browser.complaints());
    } finally {
      if (server != null) {
        server.close();
      }
    }
  }

  /** Serves texts about fruit and tools; the page of its owner. */
  LabelPage serve(int texts, ProjectSettings settings) {
    return serve(Desks.project(dir.resolve("p"), texts, settings));
  }

  LabelPage serve(ProjectFolder made) {
    project = made;
    server = AnnotationServer.start(project, ServerOptions.DEFAULT);
    return LabelPage.open(browser, server.link(ME, Role.OWNER));
  }

  /** Ends the server, as when the connection is lost. */
  int disconnect() {
    int port = Integer.parseInt(server.address().replaceFirst(".*:", ""));
    server.close();
    return port;
  }

  /** Has it back where it was. */
  void reconnect(int port) {
    server = AnnotationServer.start(project, ServerOptions.DEFAULT.withPort(port));
  }

  /** The same person by the API. */
  Person me() {
    return Person.open(server.link(ME, Role.OWNER));
  }

  /** What one has said, by text. */
  Map<String, String> said() {
    Map<String, String> said = new TreeMap<>();
    me().ok("mine")
        .path("labels")
        .forEach(
            one ->
                said.put(
                    one.path("text").textValue(),
                    one.path("label").isTextual()
                        ? one.path("label").textValue()
                        : one.path("label").toString()));
    return said;
  }

  /** All judgements, a line each. */
  List<String> judgements() {
    return me().get("export?what=judgements&format=jsonl").body().lines().toList();
  }
}
