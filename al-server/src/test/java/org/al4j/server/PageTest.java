package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.server.http.ServerOptions;
import org.junit.jupiter.api.Test;

/** The page's files: nothing that a strict policy forbids, nothing that runs markup of the data. */
class PageTest {
  private static final List<String> SCRIPTS =
      List.of(
          "app.js",
          "api.js",
          "dom.js",
          "drafts.js",
          "flag.js",
          "insight.js",
          "markdown.js",
          "model.js",
          "outbox.js",
          "own.js",
          "owner.js",
          "review.js",
          "spans.js",
          "stream.js");
  private static final List<String> PAGES = List.of("index.html", "review.html");

  private static String read(String name) {
    try (InputStream in = ServerOptions.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static Set<String> all(String regex, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(regex).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void scripts_putTextsInAsTextOnly() {
    for (String script : SCRIPTS) {
      for (String unsafe :
          List.of(
              "innerHTML",
              "outerHTML",
              "insertAdjacentHTML",
              "document.write",
              "eval(",
              "Function(",
              "srcdoc",
              "javascript:",
              "DOMParser",
              "createContextualFragment",
              "http://",
              "https://")) {
        assertFalse(read(script).contains(unsafe), script + " has " + unsafe);
      }
      assertTrue(read(script).lines().count() <= 330, script);
    }
  }

  @Test
  void html_hasNothingInlineAndAsksThisServerOnly() {
    for (String page : PAGES) {
      String html = read(page);
      assertFalse(html.contains("style="), "inline style");
      assertFalse(html.contains("<style"), "inline style");
      assertEquals(Set.of(), all("\\s(on[a-z]+)=", html), "inline handlers");
      assertEquals(Set.of(""), all("<script[^>]*>([^<]*)</script>", html));
      assertFalse(html.contains("//"), "another server");
    }
  }

  /** What a script looks up by id is there. */
  @Test
  void ids_thatScriptsName_areInTheHtml() {
    for (String script : SCRIPTS) {
      assertIds(script, script.equals("review.js") ? "review.html" : "index.html");
    }
    assertIds("spans.js", "review.html"); // that page's, too
  }

  private static void assertIds(String script, String page) {
    Set<String> there = all("id=\"([a-z-]+)\"", read(page));
    Set<String> named = all("\\$\\('([a-z-]+)'\\)", read(script));
    named.removeAll(there);
    assertEquals(Set.of(), named, script + " in " + page);
  }
}
