package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.server.access.Role;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.LabelTask.LabelChoice;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.al4j.server.project.Sharing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The pictures of the documentation: {@code -Dal4j.screenshots=DIR} makes them anew. */
@EnabledIfSystemProperty(named = "al4j.screenshots", matches = ".+")
class ScreenshotsTest extends BrowserBase {
  private static final int LONGEST = 100_000;
  private static final List<LabelChoice> LABELS =
      List.of(
          new LabelChoice("billing", "Invoices, refunds, payments"),
          new LabelChoice("delivery", "Where a parcel is, when it comes, what came broken"),
          new LabelChoice("other", "Anything else"));
  private static final String GUIDELINES =
      "How to label\n\nGo by what the customer wants done, not by the words: \"the refund for the"
          + " parcel that never came\" is billing.\n\nTwo wishes? Take the first. Not sure? Press f"
          + " and say why.";
  private static final String[] MONEY = {
    "I was charged twice for order %d, please refund one of them.",
    "The invoice for order %d shows the old address. Can you correct it?",
    "My card was declined for order %d although there is money on it."
  };
  private static final String[] PARCELS = {
    "Parcel %d has been at the depot since Tuesday. When does it come?",
    "Order %d arrived with a cracked lid, I would like another one.",
    "The courier left parcel %d with a neighbour who has moved away."
  };

  private static String text(int i) {
    String[] all = i % 2 == 0 ? MONEY : PARCELS;
    return String.format(Locale.ROOT, all[i / 2 % all.length], 4_100 + 37 * i);
  }

  private ProjectFolder project(String name, String task, String strategy) {
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      texts.add(Instance.ofText("m" + i, text(i)));
    }
    ProjectSettings settings =
        ProjectSettings.of(new LabelTask(task, LABELS))
            .with(Choosing.DEFAULT.withStrategy(strategy).withBatch(10, 40));
    Dataset<ClassLabel> data =
        new Dataset<>(List.of(), LabelSpace.of(settings.labelling().names()), texts);
    return ProjectFolder.create(dir.resolve(name), settings, data, GUIDELINES);
  }

  private static void save(String name) throws IOException {
    byte[] png = browser.screenshot();
    assertTrue(png.length < LONGEST, name + " has " + png.length + " bytes");
    Path folder = Files.createDirectories(Path.of(System.getProperty("al4j.screenshots")));
    Files.write(folder.resolve(name + ".png"), png);
  }

  private static String key(String text) {
    boolean money = text.contains("charged") || text.contains("invoice") || text.contains("card");
    return money ? "1" : "2";
  }

  private static void label(LabelPage page, int texts) {
    for (int i = 0; i < texts; i++) {
      page.label(key(page.text()));
    }
    page.awaitSent();
  }

  @Test
  void states_ofThePage_arePictures() throws IOException {
    LabelPage page = serve(project("support", "classes", "margin"));
    browser.scheme("light");
    browser.size(1000, 560);
    label(page, 24);
    page.await("a training", () -> me().ok("progress").path("round").intValue() >= 2);
    page.await("what it says", () -> me().next(9).path("texts").get(8).has("suggestion"));
    page.reload();
    page.press("p");
    page.await("a suggestion", () -> page.content("suggestion").contains("%"));
    save("label");
    page.press("g");
    browser.size(1000, 860);
    browser.scheme("dark");
    save("guidelines");
    browser.scheme("light");
    page.press("g", "l");
    page.await("the list", () -> page.mine().size() == 24);
    page.element("search").sendKeys("parcel");
    page.await("what was looked for", () -> page.mine().size() < 24);
    save("own-labels");
    page.press(org.openqa.selenium.Keys.TAB); // out of the search
    page.all("#show-mine").get(0).click();
    server.link("ben", Role.ANNOTATOR);
    page.reload();
    page.element("owner").click();
    browser.driver.executeScript("document.getElementById('owner').scrollIntoView()");
    save("owner");
    browser.size(390, 760);
    browser.driver.executeScript("window.scrollTo(0, 0)");
    save("phone");
  }

  @Test
  void spans_markedInAText_areAPicture() throws IOException {
    LabelPage page =
        serve(SpanDesks.project(dir.resolve("spans"), "spans", 12, SpanDesks.small(100)));
    browser.size(1000, 640);
    for (int i = 0; i < 12 && !page.text().contains("Anna"); i++) {
      page.press(org.openqa.selenium.Keys.ENTER);
      page.awaitSent();
    }
    page.press(org.openqa.selenium.Keys.HOME, org.openqa.selenium.Keys.ARROW_RIGHT, "1");
    save("spans");
  }

  @Test
  void review_ofSuspectedLabels_isAPicture() throws IOException {
    LabelPage page = serve(project("reviewed", "classes", "margin"));
    for (int i = 0; i < 40; i++) {
      String key = key(page.text());
      page.label(i % 13 == 5 ? (key.equals("1") ? "2" : "1") : key);
    }
    page.awaitSent();
    page.await("trainings", () -> me().ok("progress").path("round").intValue() >= 3);
    page.press("o");
    browser.size(1000, 900);
    page.await("a curve", () -> page.all("#curve .line").size() > 0);
    browser.driver.executeScript("document.getElementById('insight').scrollIntoView()");
    save("progress");
    browser.driver.get(server.address() + "/review.html");
    page.await("who is suspected", () -> page.content("said").contains("Suggested: "));
    save("review");
  }

  @Test
  void reviewOfSpans_thatDiffer_isAPicture() throws IOException {
    ProjectSettings two =
        ProjectSettings.of(LabelTask.of("spans", SpanDesks.LABELS))
            .with(SpanDesks.small(100))
            .with(new Sharing(2, 2, "unanimous"));
    LabelPage page = serve(SpanDesks.project(dir.resolve("differ"), 4, two));
    JsonNode text = Person.open(server.link("ben", Role.ANNOTATOR)).text();
    for (JsonNode one : me().next(4).path("texts")) {
      text = one.path("text").textValue().contains("Anna") ? one : text;
    }
    for (String name : List.of("ben", "carl")) {
      Person one = Person.open(server.link(name, Role.ANNOTATOR));
      ArrayNode spans = SpanDesks.truth(text.path("text").textValue());
      if (name.equals("carl")) {
        spans.remove(0);
      }
      one.say("judge", one.said(text.path("id").textValue(), null).set("label", spans));
    }
    browser.driver.get(server.address() + "/review.html");
    browser.size(1000, 760);
    page.await("the review", () -> !page.content("about").isEmpty());
    page.element("list-disputed").click();
    page.await("both", () -> page.content("said").contains("carl: “"));
    page.press(org.openqa.selenium.Keys.HOME, org.openqa.selenium.Keys.ARROW_RIGHT);
    save("review-spans");
  }

  @Test
  void classSets_arePictures() throws IOException {
    LabelPage page = serve(project("sets", "class-set", "mean-label-entropy"));
    browser.size(1000, 560);
    page.press("1", "2");
    save("class-set");
  }
}
