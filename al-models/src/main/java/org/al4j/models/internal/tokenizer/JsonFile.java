package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.al4j.models.internal.InputFile;

/** The JSON of tokenizers. */
public final class JsonFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonFile() {}

  /** Reads a file; errors name it. */
  public static ObjectNode readObject(Path file) {
    return InputFile.json(file, "the tokenizer");
  }

  /** JSON of our own. */
  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a definition that is no JSON", e);
    }
  }

  /** An empty object. */
  public static ObjectNode newObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What comes from a file must not forge a line of its own. */
  public static String oneLine(String message) {
    return InputFile.oneLine(message);
  }
}
