package org.al4j.models.tokenize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;

/** Reads JSON files with errors that name the file. */
final class JsonFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonFile() {}

  static ObjectNode readObject(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw new InvalidInputException(file + ": not a JSON object");
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          file + ": not valid JSON: " + oneLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  static ObjectNode newObject() {
    return JSON.createObjectNode();
  }

  static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
