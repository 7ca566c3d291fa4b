package org.al4j.server.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.JsonInput;
import org.al4j.server.kind.AnnotationForm;

/** The texts of a project, one JSON object a line, those with a label first. */
record ProjectTexts<A extends Annotation>(AnnotationForm<A> form) {
  /**
   * The lines of the file.
   *
   * @throws InvalidInputException if there are none, a label is none of the project's, or nothing
   *     in a text can be labelled
   */
  List<String> lines(Dataset<A> data, LabelSpace labels) {
    List<String> lines = new ArrayList<>();
    for (Labelled<A> item : data.items()) {
      refuse(labels, item);
      JsonNode label = form.write(item.instance(), item.annotation());
      Instance text = form.prepared(item.instance());
      form.read(text, label); // it may have come with other words
      ObjectNode line = line(text);
      line.set("label", label);
      lines.add(line.toString());
    }
    data.unlabelled().forEach(text -> lines.add(line(form.prepared(text)).toString()));
    if (lines.isEmpty()) {
      throw new InvalidInputException("a project needs texts, found none");
    }
    return lines;
  }

  static void write(Path file, List<String> lines) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          for (String line : lines) {
            text.append(line).append('\n');
          }
          text.flush();
        });
  }

  private void refuse(LabelSpace labels, Labelled<A> item) {
    form.refusal(labels, item.instance(), item.annotation())
        .ifPresent(
            why -> {
              throw new InvalidInputException(
                  "text '" + item.instance().id() + "' is labelled already, and: " + why);
            });
  }

  private static ObjectNode line(Instance instance) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", instance.id()).put("text", instance.text());
    if (!instance.words().isEmpty()) {
      ArrayNode words = line.putArray("words"); // as the tags of the run count them
      instance.words().forEach(words::add);
    }
    if (!instance.attributes().isEmpty()) {
      ObjectNode attributes = line.putObject("attributes");
      instance.attributes().forEach(attributes::put);
    }
    return line;
  }

  Dataset<A> read(Path file, LabelSpace labels) {
    List<Labelled<A>> items = new ArrayList<>();
    List<Instance> unlabelled = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String where = "line " + ++number + ": ";
        ObjectNode node = JsonInput.object(file, where, line.getBytes(StandardCharsets.UTF_8));
        Instance instance = instance(node, file + ": " + where);
        JsonNode label = node.get("label");
        if (label == null) {
          unlabelled.add(instance);
        } else {
          Labelled<A> item = new Labelled<>(instance, form.read(instance, label));
          refuse(labels, item);
          items.add(item);
        }
      }
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + IoReason.of(e), e);
    }
    return new Dataset<>(items, labels, unlabelled);
  }

  private static Instance instance(ObjectNode node, String where) {
    if (!node.path("id").isTextual() || !node.path("text").isTextual()) {
      throw new InvalidInputException(where + "an object with id and text is expected");
    }
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : node.path("attributes").properties()) {
      attributes.put(one.getKey(), one.getValue().asText());
    }
    List<String> words = new ArrayList<>();
    node.path("words").forEach(word -> words.add(word.asText()));
    return new Instance(
        node.get("id").textValue(), node.get("text").textValue(), words, attributes);
  }
}
