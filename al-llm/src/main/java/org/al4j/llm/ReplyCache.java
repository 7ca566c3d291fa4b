package org.al4j.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.JsonInput;

/** Answers that were paid for, a file each request, there as a whole or not at all. */
record ReplyCache(Path dir) {
  private static final int FOLDER = 2;
  private static final long LONGEST = 64L << 20;

  private Path file(String key) {
    return dir.resolve(key.substring(0, FOLDER)).resolve(key.substring(FOLDER) + ".json");
  }

  /** The answers to a request, in the order in which they came; none if there are none. */
  List<String> get(String key) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    List<String> answers = new ArrayList<>();
    try {
      for (JsonNode answer : JsonInput.read(file, LONGEST).path("answers")) {
        answers.add(answer.asText());
      }
    } catch (InvalidInputException e) {
      return List.of(); // a damaged disk: it is paid for again
    }
    return answers;
  }

  /** Keeps the answers to a request in the place of those that were there. */
  void put(String key, List<String> answers) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    ArrayNode all = entry.putArray("answers");
    answers.forEach(all::add);
    Path file = file(key);
    try {
      Files.createDirectories(file.resolveSibling("."));
      AtomicFile.write(file, entry.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + IoReason.of(e), e);
    }
  }
}
