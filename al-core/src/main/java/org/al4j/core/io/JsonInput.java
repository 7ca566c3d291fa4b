package org.al4j.core.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;

/**
 * Reads JSON from outside, strictly: one value and nothing behind it, no key twice in an object.
 * What is wrong is an {@link InvalidInputException} of one line that begins with the file's name:
 * {@code model/ridge.json: not valid JSON: line 3, column 17: Unexpected character ...}.
 */
public final class JsonInput {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonInput() {}

  /**
   * The JSON of a file.
   *
   * @param most bytes that are read; a longer file is refused
   * @return a missing node if the file has nothing but white space
   * @throws InvalidInputException if there is no such file, if it cannot be read or is longer, and
   *     as {@link #parse} says
   */
  public static JsonNode read(Path file, long most) {
    try {
      long size = Files.size(file);
      if (size > most) {
        throw new InvalidInputException(
            file + ": has " + size + " bytes, at most " + most + " are read");
      }
      return parse(file, "", Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + IoReason.of(e), e);
    }
  }

  /**
   * The JSON in some bytes of a file.
   *
   * @param part of the file that they are, for errors: {@code "the header is "}, or empty
   * @throws InvalidInputException if they are no JSON, more than one value, a key stands twice in
   *     an object, or values are nested too deeply
   */
  public static JsonNode parse(Path file, String part, byte[] bytes) {
    String where = file + ": " + part;
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(where + "not valid JSON: " + reason(e), e);
    } catch (IOException e) { // bytes that are no text
      throw new InvalidInputException(where + "not valid JSON: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new InvalidInputException(where + "JSON that is nested too deeply", e);
    }
  }

  /** As {@link #parse}, of what must be an object. */
  public static ObjectNode object(Path file, String part, byte[] bytes) {
    if (parse(file, part, bytes) instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidInputException(file + ": " + part + "not a JSON object");
  }

  /** Where and why, without the excerpt, which is long and may be binary. */
  private static String reason(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place =
        at == null || at.getLineNr() < 1
            ? ""
            : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    return place + e.getOriginalMessage();
  }
}
