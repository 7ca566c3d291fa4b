package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.al4j.server.access.Role;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectSettings;
import org.al4j.server.project.Sharing;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** The owner decides where people differ, and looks at what is suspected. */
class ReviewPageTest extends BrowserBase {
  /** The page that is open becomes the review. */
  private void review(LabelPage page) {
    browser.driver.get(server.address() + "/review.html");
    page.await("the review", () -> !page.content("about").isEmpty());
  }

  @Test
  void dispute_decidedByAKey_isGoneAndStands() {
    ProjectSettings two = Desks.settings(100).with(new Sharing(2, 2, "unanimous"));
    LabelPage page = serve(10, two);
    Person anna = Person.open(server.link("anna 2", Role.ANNOTATOR));
    Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
    String id = anna.text().path("id").textValue();
    anna.judge(id, "fruit");
    ben.judge(id, "tool");
    review(page);
    page.element("list-disputed").click();
    page.await("the text", () -> page.content("said").contains("ben: tool"));
    assertTrue(page.content("said").contains("anna 2: fruit"), page.content("said"));
    assertFaultless(page, "a dispute");
    page.press("1");
    page.await("it decided", () -> page.content("notice").equals("Decided for fruit."));
    assertTrue(page.text().startsWith("There is nothing"), page.text());
    assertEquals(0, me().ok("disputed").path("texts").size());
    page.press("-");
    page.await("it back", () -> me().ok("disputed").path("texts").size() == 1);
  }

  @Test
  void labelsAgainstTheRest_areSuspectedAndKeptOrDecided() {
    LabelPage page = serve(60, Desks.settings(12));
    for (int i = 0; i < 36; i++) {
      String text = page.text();
      boolean wrong = i == 5 || i == 9;
      page.label(Desks.truth(text).equals("fruit") == wrong ? "2" : "1");
    }
    page.awaitSent();
    page.await("rounds", () -> me().ok("progress").path("round").intValue() >= 2);
    review(page);
    page.await("who is suspected", () -> page.content("said").contains("Suggested: "));
    assertTrue(page.content("agreement").contains("too little"), page.content("agreement"));
    assertEquals(2, page.all("#balance tr").size());
    assertFaultless(page, "a suspected label");
    String text = page.text();
    String right = Desks.truth(text);
    page.press(right.equals("fruit") ? "1" : "2");
    page.await("it decided", () -> page.content("notice").startsWith("Decided for"));
    assertTrue(
        me().get("export?format=csv")
            .body()
            .lines()
            .anyMatch(line -> line.contains(text) && line.contains("," + right + ",")),
        text);
    page.element("list-labelled").click();
    page.await("texts by confidence", () -> page.content("said").contains("Predicted: "));
  }

  /** Two people mark otherwise; the owner takes one's marks, changes them and decides, by keys. */
  @Test
  void dispute_ofSpans_decidedByKeysAlone_stands() {
    ProjectSettings two =
        ProjectSettings.of(LabelTask.of("spans", SpanDesks.LABELS))
            .with(SpanDesks.small(100))
            .with(new Sharing(2, 2, "unanimous"));
    LabelPage page = serve(SpanDesks.project(dir.resolve("p"), 12, two));
    Person anna = Person.open(server.link("anna 2", Role.ANNOTATOR));
    Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
    JsonNode text = anna.text();
    String id = text.path("id").textValue();
    String content = text.path("text").textValue();
    JsonNode words = text.path("words");
    int last = words.size() - 1;
    ObjectNode first = word(words.get(0), "PER");
    assertEquals("recorded", anna.say("judge", spans(anna, id, first)));
    assertEquals("recorded", ben.say("judge", spans(ben, id, word(words.get(last), "LOC"))));
    review(page);
    page.element("list-disputed").click();
    page.await("both", () -> page.content("said").contains("ben: “"));
    assertTrue(page.content("span-list").contains("PER"), "as the first said");
    assertFaultless(page, "a dispute of spans");
    page.press("t");
    assertTrue(page.content("notice").contains("ben"), page.content("notice"));
    assertTrue(page.content("span-list").endsWith("LOC×"), page.content("span-list"));
    page.press(Keys.HOME, "1");
    assertEquals(2, page.all("#span-list li").size());
    page.press("-");
    assertEquals(1, page.all("#span-list li").size(), "the mark is taken back, and no decision");
    page.press(Keys.HOME, "2", Keys.ENTER);
    page.await("it decided", () -> page.content("notice").equals("Decided."));
    assertEquals(0, me().ok("disputed").path("texts").size());
    assertEquals(1, me().ok("progress").path("labelled").intValue());
    String line = me().get("export?format=jsonl").body().lines().findFirst().orElseThrow();
    assertEquals(2, line.split("\"LOC\"", -1).length - 1, content + " -> " + line);
    page.press("-");
    page.await("it back", () -> me().ok("disputed").path("texts").size() == 1);
  }

  private static ObjectNode word(JsonNode place, String label) {
    return SpanDesks.span(place.get(0).intValue(), place.get(1).intValue(), label);
  }

  private static ObjectNode spans(Person who, String id, ObjectNode span) {
    return who.said(id, null).set("label", Person.object().arrayNode().add(span));
  }

  private static void assertFaultless(LabelPage page, String state) {
    for (Dimension size : List.of(new Dimension(1100, 900), new Dimension(390, 844))) {
      for (String scheme : List.of("light", "dark")) {
        browser.scheme(scheme);
        browser.size(size.width, size.height);
        assertEquals(List.of(), page.faults(), state + ", " + scheme + ", " + size);
      }
    }
    browser.scheme("light");
    browser.size(1100, 900);
  }
}
