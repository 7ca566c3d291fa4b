package org.al4j.core.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  static Annotation decode(EventFields fields) {
    Annotation annotation = annotation(fields);
    fields.requireNoOthers();
    return annotation;
  }

  private static Annotation annotation(EventFields fields) {
    if (fields.has("class")) {
      return new ClassLabel(fields.text("class"));
    }
    if (fields.has("classes")) {
      return new LabelSet(fields.texts("classes"));
    }
    if (fields.has("tags")) {
      return new TagSequence(fields.texts("tags"));
    }
    if (fields.has("text")) {
      return new TargetText(fields.text("text"));
    }
    if (fields.has("value")) {
      return new RealValue(fields.real("value"));
    }
    throw new IllegalArgumentException("the annotation is of no known kind");
  }

  private static void addAll(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
