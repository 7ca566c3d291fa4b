package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What the project's owner does in a browser. */
class OwnerPageTest extends BrowserBase {
  @Test
  void invited_person_labelsUntilRevoked() {
    LabelPage owner = serve(40, Desks.settings(10));
    owner.element("invite-name").sendKeys("ben", Keys.ENTER);
    owner.await("a link", () -> owner.content("invite-link").contains("#token="));
    try (Browser second = Browser.open()) {
      LabelPage ben = LabelPage.open(second, owner.content("invite-link"));
      assertTrue(!second.driver.getCurrentUrl().contains("token"), "out of the address at once");
      ben.labelRightly();
      ben.awaitSent();
      owner.await("him in the list", () -> revoke(owner).isPresent());
      revoke(owner).orElseThrow().click();
      owner.await("him revoked", () -> owner.content("people").contains("ben (revoked)"));
      ben.press("1");
      ben.await("a word on it", () -> ben.content("connection").contains("not let in"));
    }
    assertEquals(1, judgements().size());
  }

  private static Optional<WebElement> revoke(LabelPage owner) {
    return button(owner, "Revoke ben");
  }

  private static Optional<WebElement> button(LabelPage owner, String text) {
    return owner.all("#people button").stream()
        .filter(one -> one.isDisplayed() && one.getText().equals(text))
        .findFirst();
  }

  @Test
  void bridge_newAddressAsked_isShownAndGood() {
    LabelPage owner = serve(40, Desks.settings(10));
    String before = server.bridge("label-studio").orElseThrow();
    owner.reload();
    String wanted = "New address for label-studio";
    owner.await("the tool", () -> button(owner, wanted).isPresent());
    button(owner, wanted).orElseThrow().click();
    owner.await("an address", () -> owner.content("invite-link").contains("/bridge/"));
    String address = owner.content("invite-link");
    assertTrue(address.startsWith(server.address() + "/bridge/"), address);
    assertEquals(200, Exchange.send(address, "GET", "/health", "").statusCode());
    assertEquals(401, Exchange.send(before, "GET", "/health", "").statusCode());
  }

  /** What others say is counted while the page is open. */
  @Test
  void counts_whileOthersLabel_areThoseOfNow() {
    LabelPage owner = serve(40, Desks.settings(4));
    owner.element("invite-name").sendKeys("ben", Keys.ENTER);
    owner.await("a link", () -> owner.content("invite-link").contains("#token="));
    Person ben = Person.open(owner.content("invite-link"));
    owner.await("him in the list", () -> owner.content("people").contains("ben (annotator): 0"));
    for (int i = 1; i <= 5; i++) {
      var text = ben.text();
      ben.judge(text.path("id").textValue(), Desks.truth(text.path("text").textValue()));
      String now = "ben (annotator): " + i + " labels";
      owner.await(now, () -> owner.content("people").contains(now));
    }
    owner.await("the round", () -> owner.content("facts").contains("Round1"));
  }

  @Test
  void export_clicked_savesTheLabels() throws Exception {
    LabelPage owner = serve(40, Desks.settings(10));
    for (int i = 0; i < 3; i++) {
      owner.labelRightly();
    }
    owner.awaitSent();
    Path downloads = Files.createDirectories(browser.downloads());
    browser.driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", downloads.toString()));
    owner.element("owner").findElement(By.cssSelector("a[href='api/v1/export']")).click();
    Path csv = downloads.resolve("labels.csv");
    owner.await("the file", () -> Files.exists(csv));
    List<String> lines = Files.readAllLines(csv);
    assertEquals(4, lines.size(), lines::toString);
    assertTrue(lines.get(1).matches("t\\d+,text .*,(fruit|tool),.*"), lines::toString);
  }
}
