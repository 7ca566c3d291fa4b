package org.al4j.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;

/** A project of texts with emoji and in scripts from right to left, for the bridges' tests. */
final class BridgeProject {
  static final List<String> LABELS = List.of("fruit", "tool");
  private static final List<String> FRUIT = List.of("apple 🍎", "תפוח", "تفاحة", "pear 🍐");
  private static final List<String> TOOL = List.of("hammer 🔨", "פטיש", "مطرقة", "saw 🪚");

  private BridgeProject() {}

  /** Text number {@code i}: those of even numbers are about fruit. */
  static String text(int i) {
    List<String> words = i % 2 == 0 ? FRUIT : TOOL;
    return "👩‍🔧 no. " + i + ": " + words.get(i / 2 % 4) + " & " + words.get(i / 8 % 4);
  }

  static String truth(String text) {
    return FRUIT.stream().anyMatch(text::contains) ? "fruit" : "tool";
  }

  static String id(int i) {
    return String.format(Locale.ROOT, "t%03d", i);
  }

  /** 40 texts, a training each 8 labels, 16 texts ahead. */
  static ProjectFolder create(Path dir, String task) {
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add(Instance.ofText(id(i), text(i)));
    }
    ProjectSettings settings =
        ProjectSettings.of(LabelTask.of(task, LABELS)).with(strategy(task).withBatch(8, 16));
    Dataset<ClassLabel> data = new Dataset<>(List.of(), LabelSpace.of(LABELS), texts);
    return ProjectFolder.create(dir, settings, data, "");
  }

  private static Choosing strategy(String task) {
    return task.equals("class-set")
        ? Choosing.DEFAULT.withStrategy("mean-label-entropy")
        : Choosing.DEFAULT;
  }

  /** Has somebody label so many texts on the page, and waits for the training. */
  static void train(Person person, int texts) {
    int rounds = person.ok("progress").path("round").intValue() + 1;
    boolean set = person.ok("project").path("task").textValue().equals("class-set");
    for (int i = 0; i < texts; i++) {
      JsonNode text = person.text();
      ObjectNode said = person.said(text.path("id").textValue(), null);
      String label = truth(text.path("text").textValue());
      if (set) {
        said.putArray("label").add(label);
      } else {
        said.put("label", label);
      }
      org.junit.jupiter.api.Assertions.assertEquals("recorded", person.say("judge", said));
    }
    trained(person, rounds);
  }

  static void trained(Person person, int rounds) {
    for (int i = 0; i < 800; i++) {
      JsonNode progress = person.ok("progress");
      if (progress.path("round").intValue() >= rounds && !progress.path("training").asBoolean()) {
        return;
      }
      Person.pause();
    }
    throw new AssertionError("no training: " + person.ok("progress"));
  }
}
