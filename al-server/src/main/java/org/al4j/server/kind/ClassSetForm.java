package org.al4j.server.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;

/** Any number of classes a text: an array of their names, which may be empty. */
record ClassSetForm() implements AnnotationForm<LabelSet> {
  @Override
  public Class<LabelSet> kind() {
    return LabelSet.class;
  }

  @Override
  public String task() {
    return "class-set";
  }

  @Override
  public LabelSet read(Instance instance, JsonNode label) {
    List<String> names = new ArrayList<>();
    label.forEach(name -> names.add(name.isTextual() ? name.textValue() : ""));
    if (!label.isArray() || names.contains("")) {
      throw new InvalidInputException("a label must be an array of classes, found " + label);
    }
    return LabelSet.of(names);
  }

  @Override
  public JsonNode write(Instance instance, LabelSet annotation) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    annotation.names().forEach(names::add);
    return names;
  }

  /** The product over the classes, which are taken as independent. */
  @Override
  public double confidence(LabelSet annotation, List<String> labels, Confidence confidence) {
    double[] byClass = confidence.byClass();
    double product = byClass.length == labels.size() ? 1 : Double.NaN;
    for (int c = 0; c < byClass.length && c < labels.size(); c++) {
      product *= annotation.names().contains(labels.get(c)) ? byClass[c] : 1 - byClass[c];
    }
    return product;
  }
}
