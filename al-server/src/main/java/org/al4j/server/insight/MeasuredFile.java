package org.al4j.server.insight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.JsonInput;

/**
 * The measured rounds in a file. It can be lost: what is measured then begins again.
 *
 * @param file replaced as a whole
 */
record MeasuredFile(Path file) {
  private static final System.Logger LOG = System.getLogger(MeasuredFile.class.getName());
  private static final long LONGEST = 64L << 20;

  /**
   * What is in it.
   *
   * @param memory what the stop set remembers of the last round; empty where there is none
   */
  record Content(List<MeasuredRound> rounds, Optional<byte[]> memory) {
    Content {
      rounds = List.copyOf(rounds);
    }
  }

  Content read() {
    if (Files.isRegularFile(file)) {
      try {
        return content(JsonInput.read(file, LONGEST));
      } catch (InvalidInputException | IOException e) {
        LOG.log(System.Logger.Level.WARNING, "{0} is not as it was written: begun anew", file);
      }
    }
    return new Content(List.of(), Optional.empty());
  }

  private static Content content(JsonNode json) throws IOException {
    List<MeasuredRound> rounds = new ArrayList<>();
    for (JsonNode one : json.path("rounds")) {
      Map<String, Double> scores = new HashMap<>();
      one.path("scores").properties().forEach(s -> scores.put(s.getKey(), s.getValue().asDouble()));
      rounds.add(
          new MeasuredRound(
              one.path("round").asInt(),
              one.path("labelled").asInt(),
              one.path("checked").asInt(),
              scores));
    }
    JsonNode memory = json.path("memory");
    return new Content(
        rounds, memory.isTextual() ? Optional.of(memory.binaryValue()) : Optional.empty());
  }

  void write(Content content) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rounds = json.putArray("rounds");
    for (MeasuredRound one : content.rounds()) {
      ObjectNode node = rounds.addObject();
      node.put("round", one.round()).put("labelled", one.labelled()).put("checked", one.checked());
      one.scores().forEach(node.putObject("scores")::put);
    }
    content.memory().ifPresent(bytes -> json.put("memory", bytes));
    try {
      AtomicFile.write(file, json.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} cannot be written", file);
    }
  }
}
