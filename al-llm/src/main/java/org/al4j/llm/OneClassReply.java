package org.al4j.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;

/** {@code {"label": "billing"}}, or the bare name. */
record OneClassReply() implements ReplyForm<ClassLabel> {
  private static final String FIELD = "label";

  @Override
  public String instruction() {
    return "Answer with a JSON object {\"label\": NAME} and nothing else. NAME is the name of the"
        + " one label that fits best, written exactly as below.";
  }

  @Override
  public ObjectNode write(Instance text, ClassLabel annotation) {
    return JsonNodeFactory.instance.objectNode().put(FIELD, annotation.name());
  }

  @Override
  public Optional<Said<ClassLabel>> parse(String answer, List<String> labels, Instance text) {
    return name(answer, labels).map(name -> new Said<>(new ClassLabel(name), 0));
  }

  private static Optional<String> name(String answer, List<String> labels) {
    if (labels.contains(answer)) {
      return Optional.of(answer);
    }
    return ReplyJson.object(answer, FIELD)
        .map(object -> object.get(FIELD))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(labels::contains);
  }

  @Override
  public ObjectNode schema(List<String> labels) {
    return Schemas.object(FIELD, Schemas.choice(labels));
  }
}
