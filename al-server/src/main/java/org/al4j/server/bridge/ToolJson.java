package org.al4j.server.bridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON that tools send. Keys that nobody knows are passed over, since newer versions of a tool send
 * more; a key twice, depth beyond 50 and trailing text are refused.
 */
public final class ToolJson {
  private static final int DEEPEST = 50;
  private static final int LONGEST_NAME = 80;
  private static final ObjectMapper JSON = strict(DEEPEST);

  private ToolJson() {}

  /**
   * Reads what comes from outside: a key twice, trailing text and more depth are refused.
   *
   * @param deepest how deep it may be
   */
  public static ObjectMapper strict(int deepest) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxStringLength(Integer.MAX_VALUE) // as long as the body may be
                        .build())
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /** Any JSON. */
  public static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw BridgeException.bad("the body is not valid JSON");
    }
  }

  /** An object. */
  public static ObjectNode object(String body) {
    if (read(body) instanceof ObjectNode object) {
      return object;
    }
    throw BridgeException.bad("the body must be a JSON object");
  }

  /** A new object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A text that must be there. */
  public static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw BridgeException.bad("a text '" + name + "' is expected");
    }
    return value.textValue();
  }

  /** A person's name in the tool: a line that is not long. */
  public static String person(String name) {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw BridgeException.bad(
          "a person's name has 1 to " + LONGEST_NAME + " characters without control characters");
    }
    return name;
  }

  /** An array that must be there. */
  public static JsonNode array(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      throw BridgeException.bad("an array '" + name + "' is expected");
    }
    return value;
  }
}
