package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectSettings;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** One person labels in a browser and touches no mouse. */
class KeyboardTest extends BrowserBase {
  @Test
  void label_thirtyTextsByKeysAlone_isRecordedAsSaid() {
    LabelPage page = serve(60, Desks.settings(10));
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      String text = page.labelRightly();
      expected.put(text, Desks.truth(text));
    }
    page.awaitSent();
    assertEquals(30, expected.size(), "no text comes twice");
    assertEquals(expected, said());
    page.await("the count", () -> page.content("progress").startsWith("30 of 60 labelled, 30 by"));
  }

  @Test
  void undoAndRedo_afterItWasSent_changeWhatIsRecorded() {
    LabelPage page = serve(40, Desks.settings(10));
    String first = page.label("1");
    page.awaitSent();
    assertEquals(Map.of(first, "fruit"), said());
    page.press("u");
    page.await("the text again", () -> page.text().equals(first));
    page.awaitSent();
    assertEquals(Map.of(), said());
    page.press("r");
    page.await("the next text", () -> !page.text().equals(first));
    page.awaitSent();
    assertEquals(Map.of(first, "fruit"), said());
    page.press("u");
    page.await("the text again", () -> page.text().equals(first));
    page.label("2");
    page.awaitSent();
    assertEquals(Map.of(first, "tool"), said());
    page.press("r");
    assertEquals("There is nothing to do again.", page.content("notice"));
  }

  @Test
  void undo_manyAtOnceBeforeTheyAreSent_takesBackEach() {
    LabelPage page = serve(40, Desks.settings(10));
    String first = page.label("1");
    page.label("2");
    page.label("1");
    page.press("u", "u", "u");
    page.await("the first text", () -> page.text().equals(first));
    page.awaitSent();
    assertEquals(Map.of(), said());
    page.press("u");
    assertEquals("There is nothing to undo.", page.content("notice"));
    page.press("r", "r", "r");
    page.awaitSent();
    assertEquals(3, said().size());
  }

  @Test
  void ownList_searchedAndRevised_recordsTheOtherLabelAndUndoTheFirst() {
    LabelPage page = serve(40, Desks.settings(10));
    String first = page.label("1");
    page.label("1");
    page.label("1");
    page.awaitSent();
    page.press("l");
    page.await("the list", () -> page.mine().size() == 3);
    page.element("search").sendKeys(first);
    page.await("what was looked for", () -> page.mine().size() == 1);
    page.all("#mine-list button").get(0).sendKeys(Keys.ENTER);
    page.await("its text", () -> page.text().equals(first));
    assertTrue(page.content("mode").startsWith("You said: fruit"), page.content("mode"));
    page.press("2");
    page.awaitSent();
    assertEquals("tool", said().get(first));
    page.await("the list to tell", () -> page.mine().get(0).startsWith("tool"));
    page.press("u");
    page.awaitSent();
    assertEquals("fruit", said().get(first));
  }

  @Test
  void skip_notNowAndNever_bringOtherTexts() {
    LabelPage page = serve(40, Desks.settings(10));
    String first = page.label("s");
    String second = page.label("n");
    page.awaitSent();
    assertEquals(1, me().ok("progress").path("skipped").intValue());
    page.reload();
    assertTrue(!page.text().equals(first) && !page.text().equals(second));
    page.press("n");
    page.awaitSent();
    page.press("u"); // it was never labelled: one labels it all the same
    String third = page.label("1");
    page.awaitSent();
    assertEquals(Map.of(third, "fruit"), said());
  }

  @Test
  void reload_inTheMiddle_goesOnAndKeepsTheDraft() {
    ProjectSettings sets =
        ProjectSettings.of(LabelTask.of("class-set", Desks.LABELS))
            .with(Choosing.DEFAULT.withStrategy("mean-label-entropy").withBatch(10, 20));
    LabelPage page = serve(40, sets);
    String first = page.text();
    page.press("1", "2");
    assertEquals(2, page.all("#labels button[aria-pressed=true]").size());
    page.reload();
    assertEquals(first, page.text());
    assertEquals(2, page.all("#labels button[aria-pressed=true]").size());
    page.press("1"); // not this one after all
    page.label(Keys.ENTER.toString());
    page.awaitSent();
    assertEquals(Map.of(first, "[\"tool\"]"), said());
    assertEquals(0, page.all("#labels button[aria-pressed=true]").size());
    String second = page.label(Keys.ENTER.toString());
    page.awaitSent();
    assertEquals("[]", said().get(second), "none of them");
  }

  @Test
  void flag_withANote_isToldAndLeavesTheText() {
    LabelPage page = serve(40, Desks.settings(10));
    String first = page.text();
    page.press("f");
    page.await("the dialog", () -> page.isShown("flag-note"));
    page.press("u and 1: is it both? 🍐");
    page.press(Keys.TAB);
    page.press(Keys.ENTER);
    page.awaitSent();
    assertEquals(first, page.text());
    var flags = me().ok("flags").path("flags");
    assertEquals("u and 1: is it both? 🍐", flags.get(0).path("note").textValue());
    page.press("f");
    page.press(Keys.ESCAPE);
    page.await("no dialog", () -> !page.isShown("flag-note"));
    page.label("1");
    page.awaitSent();
    assertEquals(1, me().ok("flags").path("flags").size());
  }

  @Test
  void panels_byTheirKeys_openAndClose() {
    LabelPage page = serve(40, Desks.settings(10));
    for (String[] one :
        new String[][] {{"g", "guidelines"}, {"?", "help"}, {"l", "mine"}, {"o", "insight"}}) {
      page.press(one[0]);
      page.await(one[1], () -> page.isShown(one[1]));
      page.press(one[0]);
      page.await("no " + one[1], () -> !page.isShown(one[1]));
    }
    page.press("p");
    assertEquals("true", page.element("suggest").getAttribute("aria-pressed"));
    page.press("p");
    assertTrue(page.content("guidelines-text").startsWith("How to label"));
  }
}
