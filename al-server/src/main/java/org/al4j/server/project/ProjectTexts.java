package org.al4j.server.project;

import com.fasterxml.jackson.databind.JsonNode;
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
  void write(Path file, Dataset<A> data, LabelSpace labels) throws IOException {
    if (data.items().isEmpty() && data.unlabelled().isEmpty()) {
      throw new InvalidInputException("a project needs texts, found none");
    }
    for (Labelled<A> item : data.items()) {
      refuse(labels, item);
    }
    AtomicFile.write(
        file,
        out -> {
          Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          for (Labelled<A> item : data.items()) {
            ObjectNode line = line(item.instance());
            line.set("label", form.write(item.instance(), item.annotation()));
            lines.append(line.toString()).append('\n');
          }
          for (Instance instance : data.unlabelled()) {
            lines.append(line(instance).toString()).append('\n');
          }
          lines.flush();
        });
  }

  private static void refuse(LabelSpace labels, Labelled<?> item) {
    labels
        .refusal(item.instance(), item.annotation())
        .ifPresent(
            why -> {
              throw new InvalidInputException(
                  "text '" + item.instance().id() + "' is labelled already, and: " + why);
            });
  }

  private static ObjectNode line(Instance instance) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", instance.id()).put("text", instance.text());
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
    return new Instance(
        node.get("id").textValue(), node.get("text").textValue(), List.of(), attributes);
  }
}
