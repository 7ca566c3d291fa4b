package org.al4j.core.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.data.TargetText;

/** Annotations as JSON objects with one field that names the kind: {@code {"class":"sport"}}. */
final class AnnotationCodec {
  private AnnotationCodec() {}

  static ObjectNode encode(Annotation annotation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (annotation instanceof ClassLabel label) {
      node.put("class", label.name());
    } else if (annotation instanceof LabelSet set) {
      addAll(node.putArray("classes"), set.names());
    } else if (annotation instanceof TagSequence sequence) {
      addAll(node.putArray("tags"), sequence.tags());
    } else if (annotation instanceof TargetText target) {
      node.put("text", target.text());
    } else if (annotation instanceof RealValue real) {
      node.put("value", real.value());
    }
    return node;
  }

  static Annotation decode(JsonNode node) {
    if (node.has("class")) {
      return new ClassLabel(node.get("class").textValue());
    }
    if (node.has("classes")) {
      return new LabelSet(strings(node.get("classes")));
    }
    if (node.has("tags")) {
      return new TagSequence(strings(node.get("tags")));
    }
    if (node.has("text")) {
      return new TargetText(node.get("text").textValue());
    }
    if (node.has("value")) {
      return new RealValue(node.get("value").doubleValue());
    }
    throw new IllegalArgumentException("no annotation in " + node);
  }

  private static void addAll(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static List<String> strings(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.textValue()));
    return values;
  }
}
