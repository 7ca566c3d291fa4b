package org.al4j.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;

/** {@code {"labels": ["billing", "delivery"]}}, possibly none. */
record ClassSetReply() implements ReplyForm<LabelSet> {
  private static final String FIELD = "labels";

  @Override
  public String instruction() {
    return "Answer with a JSON object {\"labels\": [NAME, ...]} and nothing else, with the names of"
        + " all labels that fit, written exactly as below; with [] if none fits.";
  }

  @Override
  public ObjectNode write(Instance text, LabelSet annotation) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ArrayNode names = object.putArray(FIELD);
    annotation.names().forEach(names::add);
    return object;
  }

  @Override
  public Optional<Said<LabelSet>> parse(String answer, List<String> labels, Instance text) {
    JsonNode found = ReplyJson.object(answer, FIELD).map(one -> one.get(FIELD)).orElse(null);
    if (found == null || !found.isArray()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (JsonNode name : found) {
      if (!name.isTextual() || !labels.contains(name.textValue())) {
        return Optional.empty();
      }
      names.add(name.textValue());
    }
    return Optional.of(new Said<>(LabelSet.of(names), 0));
  }

  @Override
  public ObjectNode schema(List<String> labels) {
    ObjectNode array = JsonNodeFactory.instance.objectNode().put("type", "array");
    array.set("items", Schemas.choice(labels));
    return Schemas.object(FIELD, array);
  }
}
