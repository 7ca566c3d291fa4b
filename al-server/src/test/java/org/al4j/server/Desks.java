package org.al4j.server;

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

/** Projects for tests: texts about fruit and about tools. */
final class Desks {
  static final List<String> LABELS = List.of("fruit", "tool");
  private static final List<String> FRUIT = List.of("apple", "pear", "plum", "cherry");
  private static final List<String> TOOL = List.of("hammer", "saw", "drill", "file");

  private Desks() {}

  /** A label that fits a text. */
  static String truth(String text) {
    return FRUIT.stream().anyMatch(text::contains) ? "fruit" : "tool";
  }

  static List<Instance> texts(int count) {
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = i % 2 == 0 ? FRUIT : TOOL;
      String text = "text " + i + " of " + words.get(i / 2 % 4) + " and " + words.get(i / 8 % 4);
      texts.add(Instance.ofText(String.format(Locale.ROOT, "t%03d", i), text));
    }
    return texts;
  }

  static ProjectSettings settings(int batch) {
    return ProjectSettings.of(LabelTask.of("classes", LABELS))
        .with(Choosing.DEFAULT.withBatch(batch, 2 * batch));
  }

  static ProjectFolder project(Path dir, int texts, ProjectSettings settings) {
    Dataset<ClassLabel> data = new Dataset<>(List.of(), LabelSpace.of(LABELS), texts(texts));
    return ProjectFolder.create(dir, settings, data, "# How to label\nFruit grows.");
  }
}
