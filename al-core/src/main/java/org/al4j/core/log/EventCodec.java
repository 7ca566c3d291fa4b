package org.al4j.core.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.log.RunEvent.Asked;
import org.al4j.core.log.RunEvent.AskedItem;
import org.al4j.core.log.RunEvent.Closed;
import org.al4j.core.log.RunEvent.Failed;
import org.al4j.core.log.RunEvent.Labelled;
import org.al4j.core.log.RunEvent.Resumed;
import org.al4j.core.log.RunEvent.Skipped;
import org.al4j.core.log.RunEvent.Started;
import org.al4j.core.log.RunEvent.StateFile;
import org.al4j.core.log.RunEvent.Stopped;
import org.al4j.core.log.RunEvent.Trained;

/**
 * Events as lines of JSON. Doubles are written so that they read back equal; NaN is written as
 * null.
 */
final class EventCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventCodec() {}

  static String encode(RunEvent event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (event instanceof Started started) {
      provenance(node.put("event", "started"), started.provenance());
    } else if (event instanceof Resumed resumed) {
      provenance(node.put("event", "resumed"), resumed.provenance());
    } else if (event instanceof Asked asked) {
      asked(node.put("event", "asked"), asked);
    } else if (event instanceof Labelled labelled) {
      node.put("event", "labelled").put("round", labelled.round()).put("id", labelled.id());
      node.set("annotation", AnnotationCodec.encode(labelled.annotation()));
      labelled.time().ifPresent(time -> node.put("time", time.toString()));
    } else if (event instanceof Skipped skipped) {
      node.put("event", "skipped").put("round", skipped.round()).put("id", skipped.id());
      node.put("reason", skipped.reason());
    } else if (event instanceof Failed failed) {
      node.put("event", "failed").put("round", failed.round()).put("id", failed.id());
      node.put("reason", failed.reason());
    } else if (event instanceof Closed closed) {
      node.put("event", "closed").put("round", closed.round());
    } else if (event instanceof Trained trained) {
      trained(node.put("event", "trained"), trained.iteration());
      put(node, "evaluatorState", trained.evaluatorState());
    } else if (event instanceof Stopped stopped) {
      node.put("event", "stopped").put("round", stopped.round()).put("reason", stopped.reason());
    }
    return node.toString();
  }

  static RunEvent decode(String line) throws JsonProcessingException {
    JsonNode node = JSON.readTree(line);
    String event = node.path("event").asText();
    int round = node.path("round").asInt();
    String id = node.path("id").asText();
    return switch (event) {
      case "started" -> new Started(provenance(node));
      case "resumed" -> new Resumed(provenance(node));
      case "asked" -> asked(node);
      case "labelled" ->
          new Labelled(round, id, AnnotationCodec.decode(node.path("annotation")), time(node));
      case "skipped" -> new Skipped(round, id, node.path("reason").asText());
      case "failed" -> new Failed(round, id, node.path("reason").asText());
      case "closed" -> new Closed(round);
      case "trained" -> new Trained(trained(node), state(node, "evaluatorState"));
      case "stopped" -> new Stopped(round, node.path("reason").asText());
      default -> throw new IllegalArgumentException("unknown event '" + event + "'");
    };
  }

  /** ISO 8601, such as PT2.5S; logs older than it have none. */
  private static Optional<Duration> time(JsonNode node) {
    return Optional.ofNullable(node.get("time")).map(text -> Duration.parse(text.asText()));
  }

  private static void provenance(ObjectNode node, Provenance provenance) {
    ObjectNode identity = node.putObject("identity");
    provenance.identity().forEach(identity::put);
    ObjectNode environment = node.putObject("environment");
    provenance.environment().forEach(environment::put);
  }

  private static Provenance provenance(JsonNode node) {
    return new Provenance(strings(node.path("identity")), strings(node.path("environment")));
  }

  private static void asked(ObjectNode node, Asked asked) {
    node.put("round", asked.round());
    ArrayNode items = node.putArray("items");
    for (AskedItem item : asked.items()) {
      ObjectNode entry = items.addObject().put("id", item.id());
      put(entry, "utility", item.utility());
    }
    put(node, "selectSeconds", asked.selectSeconds());
    put(node, "policyState", asked.policyState());
  }

  private static Asked asked(JsonNode node) {
    List<AskedItem> items = new ArrayList<>();
    node.path("items")
        .forEach(
            item -> items.add(new AskedItem(item.path("id").asText(), real(item.path("utility")))));
    return new Asked(
        node.path("round").asInt(),
        items,
        real(node.path("selectSeconds")),
        state(node, "policyState"));
  }

  private static void trained(ObjectNode node, Iteration iteration) {
    node.put("round", iteration.round());
    node.put("labelled", iteration.labelled());
    node.put("unlabelled", iteration.unlabelled());
    node.put("skipped", iteration.skipped());
    ObjectNode scores = node.putObject("scores");
    iteration.scores().forEach((name, value) -> put(scores, name, value));
    put(node, "selectSeconds", iteration.selectSeconds());
    put(node, "fitSeconds", iteration.fitSeconds());
    put(node, "evaluateSeconds", iteration.evaluateSeconds());
    put(node, "fitLoss", iteration.fitLoss());
  }

  private static Iteration trained(JsonNode node) {
    Map<String, Double> scores = new TreeMap<>();
    node.path("scores")
        .properties()
        .forEach(score -> scores.put(score.getKey(), real(score.getValue())));
    return new Iteration(
        node.path("round").asInt(),
        node.path("labelled").asInt(),
        node.path("unlabelled").asInt(),
        node.path("skipped").asInt(),
        scores,
        real(node.path("selectSeconds")),
        real(node.path("fitSeconds")),
        real(node.path("evaluateSeconds")),
        real(node.path("fitLoss")));
  }

  private static void put(ObjectNode node, String name, Optional<StateFile> state) {
    state.ifPresent(
        saved -> node.putObject(name).put("file", saved.file()).put("sha256", saved.sha256()));
  }

  private static Optional<StateFile> state(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name))
        .map(saved -> new StateFile(saved.path("file").asText(), saved.path("sha256").asText()));
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static double real(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> map = new TreeMap<>();
    object.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText()));
    return map;
  }
}
