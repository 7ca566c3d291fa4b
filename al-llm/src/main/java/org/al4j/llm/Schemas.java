package org.al4j.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON schemas of answers. */
final class Schemas {
  private Schemas() {}

  /** One of some names. */
  static ObjectNode choice(List<String> names) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode().put("type", "string");
    ArrayNode values = choice.putArray("enum");
    names.forEach(values::add);
    return choice;
  }

  /** An object of one field, and no other. */
  static ObjectNode object(String field, ObjectNode value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", "object");
    object.putObject("properties").set(field, value);
    object.putArray("required").add(field);
    return object.put("additionalProperties", false);
  }
}
