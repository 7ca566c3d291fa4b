package org.al4j.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.JsonInput;

/**
 * What {@code al4j.json} says of a saved model.
 *
 * @param format the name of its {@link ModelFormat}
 * @param version of the format, from 1
 * @param of for a format that wraps another in the same folder, that one
 */
public record ModelDescription(String format, int version, Optional<ModelDescription> of) {
  /** The file's name. */
  static final String FILE = "al4j.json";

  private static final int LONGEST = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Refuses what no format is called. */
  public ModelDescription {
    if (!format.matches("[a-z][a-z0-9-]{0,39}") || version < 1) {
      throw new InvalidInputException(
          "a model's format must be a lower-case name and its version 1 or more, found '"
              + format.replaceAll("\\p{Cntrl}", " ")
              + "' "
              + version);
    }
  }

  void write(Path dir) throws IOException {
    AtomicFile.write(dir.resolve(FILE), JSON.writeValueAsBytes(node()));
  }

  private ObjectNode node() {
    ObjectNode node = JSON.createObjectNode().put("format", format).put("version", version);
    of.ifPresent(inner -> node.set("of", inner.node()));
    return node;
  }

  /** What a folder's file says; empty if it has none. */
  static Optional<ModelDescription> read(Path dir) {
    Path file = dir.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode root = JsonInput.read(file, LONGEST);
    try {
      return Optional.of(of(root));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          file + ": not the description of a saved model: " + e.getMessage(), e);
    }
  }

  private static ModelDescription of(JsonNode node) {
    JsonNode version = node.path("version");
    if (!node.path("format").isTextual() || !version.canConvertToInt() || !version.isInt()) {
      throw new InvalidInputException("format must be a text and version a whole number");
    }
    Optional<ModelDescription> inner =
        node.has("of") ? Optional.of(of(node.get("of"))) : Optional.empty();
    return new ModelDescription(node.get("format").asText(), version.asInt(), inner);
  }
}
