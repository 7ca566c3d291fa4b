package org.al4j.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;

/** Projects in which names of people and places are marked, with emoji and from right to left. */
final class SpanDesks {
  static final List<String> LABELS = List.of("PER", "LOC");
  static final String SMALL =
      "bilstm-crf(word-width=8,char-width=4,char-filters=4,hidden=8,feed-forward=8,updates=40,epochs=1)";
  private static final Map<String, String> NAMES =
      Map.of("Anna", "PER", "Zoë Müller", "PER", "דנה", "PER", "New York", "LOC", "תל אביב", "LOC");
  private static final List<String> TEXTS =
      List.of(
          "😀 Anna moved to New York, %d times 👨‍👩‍👧!",
          "דנה גרה בתל אביב %d 🇮🇱 ; תל אביב.",
          "  In New York:\tZoë Müller %d",
          "Nobody is here 🎉 %d");

  private SpanDesks() {}

  static List<Instance> texts(int count) {
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = String.format(Locale.ROOT, TEXTS.get(i % TEXTS.size()), i);
      texts.add(Instance.ofText(String.format(Locale.ROOT, "s%03d", i), text));
    }
    return texts;
  }

  static ProjectFolder project(Path dir, String task, int texts, Choosing choosing) {
    return project(dir, texts, ProjectSettings.of(LabelTask.of(task, LABELS)).with(choosing));
  }

  static ProjectFolder project(Path dir, int texts, ProjectSettings settings) {
    Dataset<TagSequence> data = new Dataset<>(List.of(), LabelSpace.none(), texts(texts));
    return ProjectFolder.create(dir, settings, data, "");
  }

  static Choosing small(int batch) {
    return Choosing.SPANS.withModel(SMALL).withBatch(batch, 2 * batch);
  }

  static ObjectNode span(int start, int end, String label) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("start", start)
        .put("end", end)
        .put("label", label);
  }

  /** The names in a text, in order, as the API has them. */
  static ArrayNode truth(String text) {
    ArrayNode spans = JsonNodeFactory.instance.arrayNode();
    for (int at = 0; at < text.length(); at++) {
      for (Map.Entry<String, String> name : NAMES.entrySet()) {
        boolean free = at == 0 || !Character.isLetter(text.charAt(at - 1));
        if (free && text.startsWith(name.getKey(), at)) {
          spans.add(span(at, at + name.getKey().length(), name.getValue()));
        }
      }
    }
    return spans;
  }
}
