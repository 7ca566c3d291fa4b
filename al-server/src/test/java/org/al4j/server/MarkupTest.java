package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.server.access.Role;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Markup in whatever people write stays what they wrote: in the browser nothing of it runs. */
class MarkupTest extends BrowserBase {
  private static final String RUN = "document.documentElement.dataset.attacked=1";
  private static final List<String> ATTACKS =
      List.of(
          "<img src=x onerror=" + RUN + ">",
          "<script>" + RUN + "</script>",
          "<svg onload=" + RUN + ">",
          "\"><b onmouseover='" + RUN + "' style='position:fixed;inset:0'>",
          "</p><iframe srcdoc=\"<script>parent." + RUN + "</script>\"></iframe>",
          "<a href=\"javascript:" + RUN + "\">here</a>",
          "{{constructor.constructor('" + RUN + "')()}}",
          "${" + RUN + "}",
          "</script><script>" + RUN + "</script>\u2028\u2029",
          "\u202e [x](javascript:" + RUN + ") ![](x)");

  private ProjectFolder project() {
    List<Instance> texts = new ArrayList<>();
    for (String attack : ATTACKS) {
      texts.add(Instance.ofText("id " + attack, attack));
    }
    List<LabelTask.LabelChoice> labels = new ArrayList<>();
    labels.add(new LabelTask.LabelChoice(ATTACKS.get(0), ATTACKS.get(3)));
    labels.add(new LabelTask.LabelChoice(ATTACKS.get(2), ATTACKS.get(4)));
    LabelTask task = new LabelTask("classes", labels);
    ProjectSettings settings =
        ProjectSettings.of(task).with(Choosing.DEFAULT.withBatch(4, ATTACKS.size()));
    Dataset<ClassLabel> data = new Dataset<>(List.of(), LabelSpace.of(task.names()), texts);
    String guidelines = String.join("\n", ATTACKS);
    return ProjectFolder.create(dir.resolve(ATTACKS.get(0)), settings, data, guidelines);
  }

  @Test
  void markup_everywhere_isShownAndNeverRun() {
    LabelPage page = serve(project());
    server.link(ATTACKS.get(0), Role.ANNOTATOR);
    page.reload();
    assertEquals(ATTACKS.get(0), page.content("name"));
    assertTrue(page.content("people").contains(ATTACKS.get(0)));
    assertTrue(page.content("labels").contains(ATTACKS.get(2)));
    page.press("p", "g", "l", "?");
    assertTrue(page.content("guidelines-text").contains(ATTACKS.get(1)));
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < ATTACKS.size() - 1; i++) {
      page.press("f");
      page.press(ATTACKS.get(i));
      page.element("flag-note").sendKeys(Keys.TAB, Keys.ENTER);
      seen.add(page.label("1"));
      page.assertUntouched();
    }
    page.awaitSent();
    assertTrue(ATTACKS.containsAll(seen), "as it was written");
    page.reload();
    page.press("l");
    page.await("the list", () -> page.mine().size() == ATTACKS.size() - 1);
    page.assertUntouched();
    assertEquals(ATTACKS.size() - 1, me().ok("flags").path("flags").size());
  }
}
