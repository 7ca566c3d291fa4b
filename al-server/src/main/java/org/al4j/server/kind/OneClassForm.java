package org.al4j.server.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;

/** One class a text: its name. */
record OneClassForm() implements AnnotationForm<ClassLabel> {
  @Override
  public Class<ClassLabel> kind() {
    return ClassLabel.class;
  }

  @Override
  public String task() {
    return "classes";
  }

  @Override
  public ClassLabel read(Instance instance, JsonNode label) {
    if (!label.isTextual()) {
      throw new InvalidInputException("a label must be the name of a class, found " + label);
    }
    return new ClassLabel(label.textValue());
  }

  @Override
  public JsonNode write(Instance instance, ClassLabel annotation) {
    return TextNode.valueOf(annotation.name());
  }

  @Override
  public double confidence(ClassLabel annotation, List<String> labels, Confidence confidence) {
    double[] byClass = confidence.byClass();
    int index = labels.indexOf(annotation.name());
    return index >= 0 && index < byClass.length ? byClass[index] : Double.NaN;
  }
}
