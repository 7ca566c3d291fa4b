package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.al4j.server.access.Role;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;

/** A connection that is lost, and several people in several browsers. */
class ConnectionTest extends BrowserBase {
  private void assertEachTextOnce(int texts) throws Exception {
    List<String> lines = judgements();
    Set<String> ids = new HashSet<>();
    for (String line : lines) {
      JsonNode row = Person.JSON.readTree(line);
      assertTrue(ids.add(row.path("id").textValue()), "twice: " + line);
    }
    assertEquals(texts, ids.size());
  }

  @Test
  void lostAndBack_whatWasSaidMeanwhile_isSentOnce() throws Exception {
    LabelPage page = serve(60, Desks.settings(10));
    page.labelRightly();
    page.labelRightly();
    page.awaitSent();
    int port = disconnect();
    page.labelRightly();
    page.labelRightly();
    page.await("a word on it", () -> page.content("connection").startsWith("No connection"));
    assertEquals(2, page.kept());
    reconnect(port);
    page.awaitSent();
    page.await("no word on it", () -> page.content("connection").isEmpty());
    page.labelRightly();
    page.awaitSent();
    assertEachTextOnce(5);
  }

  @Test
  void lost_andThePageReadAgainWhenItIsBack_losesNothing() throws Exception {
    LabelPage page = serve(60, Desks.settings(10));
    page.labelRightly();
    page.awaitSent();
    int port = disconnect();
    page.labelRightly();
    page.press("u"); // taken back before it was ever sent
    page.labelRightly();
    page.labelRightly();
    assertTrue(page.kept() >= 3);
    reconnect(port);
    page.reload();
    page.awaitSent();
    page.labelRightly();
    page.awaitSent();
    assertEachTextOnce(4);
  }

  /** Another tab of the same person: what both send counts once, and both may go on. */
  @Test
  void tabs_ofOnePerson_labelSideBySide() throws Exception {
    LabelPage page = serve(60, Desks.settings(10));
    String first = browser.driver.getWindowHandle();
    browser.driver.switchTo().newWindow(WindowType.TAB);
    try {
      LabelPage other = LabelPage.open(browser, server.link(ME, Role.OWNER));
      other.labelRightly();
      other.awaitSent();
    } finally {
      browser.driver.close();
      browser.driver.switchTo().window(first);
    }
    page.labelRightly(); // another link was opened meanwhile: the session is another
    page.labelRightly();
    page.awaitSent();
    assertTrue(said().size() >= 2);
  }

  /** A link of somebody else in another tab takes the cookie, and not what was said here. */
  @Test
  void tabs_ofTwoPeople_recordNothingByTheOthersName() throws Exception {
    LabelPage page = serve(60, Desks.settings(10));
    String first = browser.driver.getWindowHandle();
    browser.driver.switchTo().newWindow(WindowType.TAB);
    LabelPage.open(browser, server.link("ben", Role.ANNOTATOR));
    browser.driver.close();
    browser.driver.switchTo().window(first);
    page.press("1");
    page.await("a word on it", () -> page.content("connection").contains("open the link"));
    assertEquals(1, page.kept());
    assertEquals(0, judgements().size());
    browser.driver.get(server.link(ME, Role.OWNER));
    page.awaitSent();
    assertEquals(1, said().size());
    assertEachTextOnce(1);
  }

  @Test
  void people_inTwoBrowsers_getDifferentTexts() throws Exception {
    LabelPage anna = serve(60, Desks.settings(10));
    try (Browser second = Browser.open()) {
      LabelPage ben = LabelPage.open(second, server.link("ben", Role.ANNOTATOR));
      for (int i = 0; i < 10; i++) {
        anna.labelRightly();
        ben.labelRightly();
      }
      anna.awaitSent();
      ben.awaitSent();
      assertEquals(List.of(), second.complaints());
      assertTrue(!ben.isShown("owner"), "the owner's alone");
    }
    assertEachTextOnce(20);
  }
}
