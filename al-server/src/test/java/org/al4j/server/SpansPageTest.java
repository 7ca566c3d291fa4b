package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Parts of texts are marked by keyboard and mouse, with emoji and from right to left. */
class SpansPageTest extends BrowserBase {
  private LabelPage open(String task) {
    return serve(SpanDesks.project(dir.resolve("p"), task, 12, SpanDesks.small(100)));
  }

  /** The words that can be marked. */
  private static List<String> words(LabelPage page) {
    return page.all("#text [data-unit]:not(.tag)").stream().map(WebElement::getText).toList();
  }

  private static WebElement word(int number) {
    return browser.driver.findElement(
        By.cssSelector("#text [data-unit='" + number + "']:not(.tag)"));
  }

  private static int marks(LabelPage page) {
    return page.all("#span-list li").size();
  }

  private static void say(LabelPage page) {
    String before = page.text();
    page.press(Keys.ENTER);
    page.await("another text", () -> !page.text().equals(before));
  }

  /** What was said, the spans by text. */
  private Map<String, JsonNode> saidSpans() {
    Map<String, JsonNode> said = new HashMap<>();
    me().ok("mine")
        .path("labels")
        .forEach(one -> said.put(one.path("text").textValue(), one.path("label")));
    return said;
  }

  @Test
  void firstWord_markedByKeysAlone_isRecordedWhereItStands() {
    LabelPage page = open("spans");
    Map<String, String> first = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      first.put(page.text(), words(page).get(0));
      page.press(Keys.HOME, "1");
      assertEquals(1, marks(page), page.content("notice"));
      say(page);
    }
    page.awaitSent();
    Map<String, JsonNode> said = saidSpans();
    assertEquals(first.keySet(), said.keySet());
    said.forEach(
        (text, spans) -> {
          JsonNode span = spans.get(0);
          int start = span.path("start").intValue();
          int end = span.path("end").intValue();
          assertEquals(first.get(text), text.substring(start, end), text);
          assertEquals("PER", span.path("label").textValue());
          assertEquals(1, spans.size());
        });
  }

  @Test
  void marks_changedRemovedAndUndone_areWhatIsSaid() {
    LabelPage page = open("spans");
    String text = page.text();
    page.press(Keys.END, "1", "2");
    assertTrue(page.content("span-list").endsWith("LOC×"), "another key changes the label");
    page.press(Keys.BACK_SPACE);
    assertEquals(0, marks(page));
    page.press("u");
    assertEquals(1, marks(page));
    page.press("r", "u");
    assertEquals(1, marks(page));
    say(page);
    page.press("u");
    page.await("the text again", () -> page.content("text").startsWith(text.substring(0, 6)));
    assertEquals(1, marks(page), "what was said is there to be changed");
    page.press(Keys.END, Keys.BACK_SPACE);
    say(page);
    page.awaitSent();
    assertEquals(0, saidSpans().get(text).size(), "nothing is marked, and that is said");
  }

  @Test
  void overlap_ofAnother_isRefusedAndSaid() {
    LabelPage page = open("spans");
    new Actions(browser.driver).moveToElement(word(0)).click().sendKeys("1").perform();
    assertEquals(1, marks(page));
    new Actions(browser.driver)
        .keyDown(Keys.SHIFT)
        .moveToElement(word(1))
        .click()
        .keyUp(Keys.SHIFT)
        .sendKeys("2")
        .perform();
    assertEquals(1, marks(page));
    assertTrue(page.content("notice").contains("overlaps"), page.content("notice"));
  }

  @Test
  void words_dragged_areOneMarkThatSurvivesAReload() {
    LabelPage page = open("spans");
    List<String> words = words(page);
    new Actions(browser.driver)
        .moveToElement(word(0))
        .clickAndHold()
        .moveToElement(word(1))
        .release()
        .perform();
    page.press("2");
    assertEquals(1, marks(page), page.content("span-status"));
    String shown = page.content("span-list");
    assertTrue(shown.contains(words.get(0)) && shown.contains(words.get(1)), shown);
    page.reload();
    assertEquals(shown, page.content("span-list"), "a draft is kept");
  }

  @Test
  void characters_byTheirKey_canBeMarkedOneByOne() {
    LabelPage page = open("character-spans");
    String text = page.text();
    page.press("c");
    assertEquals("true", page.element("exact").getAttribute("aria-pressed"));
    page.press(Keys.HOME, "1");
    say(page);
    page.awaitSent();
    JsonNode span = saidSpans().get(text).get(0);
    String marked = text.substring(span.path("start").intValue(), span.path("end").intValue());
    assertEquals(1, marked.codePoints().filter(Character::isLetterOrDigit).count() + emoji(marked));
  }

  private static long emoji(String marked) {
    return marked.codePoints().anyMatch(one -> one > 0xFFFF) ? 1 : 0;
  }

  @Test
  void spansPage_markedAndOpen_hasNoSeriousFault() {
    LabelPage page = open("spans");
    page.press(Keys.HOME, "1", "?");
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      assertEquals(List.of(), page.faults(), scheme);
    }
    browser.scheme("light");
  }
}
