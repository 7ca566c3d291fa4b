package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page as somebody sees it who labels: by its ids, and by keys. */
final class LabelPage {
  private static final Duration LONGEST = Duration.ofSeconds(40);

  private final Browser browser;

  private LabelPage(Browser browser) {
    this.browser = browser;
  }

  /** Follows a link; there is a text then. */
  static LabelPage open(Browser browser, String link) {
    browser.driver.get(link);
    LabelPage page = new LabelPage(browser);
    page.await("a text", page::hasText);
    return page;
  }

  /** Opens the page again, by the cookie. */
  void reload() {
    browser.driver.navigate().refresh();
    await("a text", this::hasText);
  }

  WebElement element(String id) {
    return browser.driver.findElement(By.id(id));
  }

  List<WebElement> all(String css) {
    return browser.driver.findElements(By.cssSelector(css));
  }

  /** What is to be read in an element, also where it cannot be seen. */
  String content(String id) {
    return (String)
        browser.driver.executeScript(
            "return document.getElementById(arguments[0]).textContent", id);
  }

  boolean isShown(String id) {
    return element(id).isDisplayed();
  }

  String text() {
    return content("text");
  }

  /** Whether a text is there, and not a word on why there is none: the labels can be chosen. */
  private boolean hasText() {
    return (Boolean)
        browser.driver.executeScript(
            "const one = document.querySelector('#labels button');"
                + "return !!one && !one.disabled && document.getElementById('text').textContent"
                + " !== ''");
  }

  /** Presses keys as they come, wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(browser.driver).sendKeys(keys).perform();
  }

  /** Labels the text by its key; another is there then. Returns what was labelled. */
  String label(String key) {
    await("a text", this::hasText);
    String before = text();
    press(key);
    await("another text than " + before, () -> hasText() && !text().equals(before));
    return before;
  }

  /** Labels the text as it ought to be. */
  String labelRightly() {
    await("a text", this::hasText);
    return label(Desks.truth(text()).equals("fruit") ? "1" : "2");
  }

  /** Waits until all that was said is acknowledged. */
  void awaitSent() {
    await("all to be sent", () -> kept() == 0);
  }

  /** How many things said the browser keeps since they are not acknowledged. */
  long kept() {
    return (Long)
        browser.driver.executeScript(
            "return Object.keys(localStorage).filter((one) =>"
                + " one.startsWith('al4j-outbox')).length");
  }

  /** What one has labelled, as the list says: the labels by text. */
  List<String> mine() {
    return all("#mine-list button").stream().map(WebElement::getText).toList();
  }

  void await(String what, BooleanSupplier there) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      try {
        if (there.getAsBoolean()) {
          return;
        }
      } catch (StaleElementReferenceException | JavascriptException e) {
        // the page is being built
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("waited for " + what + "; the page says: " + said());
      }
      Person.pause();
    }
  }

  private String said() {
    return browser.driver.findElement(By.tagName("body")).getText();
  }

  /** The serious and critical faults of accessibility, each with where it is; by axe-core. */
  @SuppressWarnings("unchecked")
  List<String> faults() {
    browser.driver.executeScript(Axe.SCRIPT);
    Object found =
        browser.driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run(document, { resultTypes: ['violations'] }).then((all) =>"
                + " done(all.violations.filter((one) => ['serious', 'critical'].includes(one.impact))"
                + ".map((one) => one.id + ': ' + one.nodes.map((node) => node.target + ' ' +"
                + " (node.failureSummary || '')).join('; '))))");
    return (List<String>) found;
  }

  /** Puts a mark at the window that a script of the data would have left. */
  void assertUntouched() {
    Map<?, ?> marks =
        (Map<?, ?>)
            browser.driver.executeScript(
                "return { mark: document.documentElement.getAttribute('data-attacked'),"
                    + " frames: window.length, images: document.images.length,"
                    + " foreign: document.querySelectorAll('svg:not(#curve), iframe, object, embed, video, b')"
                    + ".length }");
    assertEquals(null, marks.get("mark"), "a script of the data has run");
    assertEquals(0L, marks.get("frames"));
    assertEquals(0L, marks.get("images"));
    assertEquals(0L, marks.get("foreign"), "markup of the data is in the page");
  }
}
