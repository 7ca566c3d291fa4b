package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectSettings;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;

/** Each state of the page by axe-core: nothing serious, light and dark, on a screen and a phone. */
class AccessibleTest extends BrowserBase {
  private void assertAccessible(LabelPage page, String state) {
    for (String scheme : List.of("light", "dark")) {
      for (Dimension size : List.of(new Dimension(1100, 900), new Dimension(390, 844))) {
        browser.scheme(scheme);
        browser.size(size.width, size.height);
        assertEquals(List.of(), page.faults(), state + ", " + scheme + ", " + size);
        long wider =
            (Long)
                browser.driver.executeScript(
                    "return document.documentElement.scrollWidth - window.innerWidth");
        assertEquals(true, wider <= 0, state + " is wider than " + size + " by " + wider);
      }
    }
    browser.scheme("light");
    browser.size(1100, 900);
  }

  @Test
  void page_inEachState_hasNoSeriousFault() {
    LabelPage page = serve(40, Desks.settings(6));
    browser.driver.executeScript("document.body.append(document.createElement('button'))");
    assertTrue(
        page.faults().toString().contains("button-name"), "a button without a name is found");
    page.reload();
    assertAccessible(page, "a text, and the owner's pane");
    for (int i = 0; i < 8; i++) {
      page.labelRightly();
    }
    page.press("p");
    page.press("g", "?");
    assertAccessible(page, "guidelines, keys and suggestions");
    page.press("g", "?", "l");
    page.await("the list", () -> page.mine().size() == 8);
    assertAccessible(page, "own labels");
    page.all("#mine-list button").get(0).click();
    assertAccessible(page, "a revision");
    page.press(org.openqa.selenium.Keys.ESCAPE);
    page.press("f");
    page.await("the dialog", () -> page.isShown("flag-note"));
    assertAccessible(page, "a flag");
  }

  @Test
  void classSets_chosen_haveNoSeriousFault() {
    ProjectSettings sets =
        ProjectSettings.of(LabelTask.of("class-set", Desks.LABELS))
            .with(Choosing.DEFAULT.withStrategy("mean-label-entropy").withBatch(10, 20));
    LabelPage page = serve(40, sets);
    page.press("1");
    assertAccessible(page, "a class is chosen");
  }

  /** Whoever has no link reads why there is nothing. */
  @Test
  void stranger_withoutALink_isToldWhatToDo() {
    LabelPage page = serve(40, Desks.settings(6));
    browser.driver.manage().deleteAllCookies();
    browser.driver.navigate().refresh();
    page.await("a word", () -> page.content("connection").contains("open the link"));
    assertAccessible(page, "a stranger");
  }
}
