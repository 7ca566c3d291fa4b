package org.al4j.core.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.log.RunEvent.Asked;
import org.al4j.core.log.RunEvent.AskedItem;
import org.al4j.core.log.RunEvent.Closed;
import org.al4j.core.log.RunEvent.Continued;
import org.al4j.core.log.RunEvent.Resumed;
import org.al4j.core.log.RunEvent.Started;
import org.al4j.core.log.RunEvent.StateFile;
import org.al4j.core.log.RunEvent.Stopped;
import org.al4j.core.log.RunEvent.Trained;

/**
 * Events as JSON objects. Doubles are written so that they read back equal: NaN as null, the
 * infinities as texts. What is read is what is written and nothing else (docs/run-log.md).
 */
final class EventCodec {
  /** The number of the format, in the first line. Lines before it had neither it nor checksums. */
  static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(unlimited()).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EventCodec() {}

  /** Whatever was written is read. */
  private static StreamReadConstraints unlimited() {
    StreamReadConstraints.Builder limits =
        StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE);
    try {
      return limits.maxNameLength(Integer.MAX_VALUE).build();
    } catch (NoSuchMethodError e) {
      return limits.build(); // Jackson 2.15, which Spark 3.5 insists on, has no such limit
    }
  }

  static String encode(RunEvent event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (event instanceof Started started) {
      node.put("event", "started").put("format", FORMAT);
      provenance(node, started.provenance());
    } else if (event instanceof Resumed resumed) {
      provenance(node.put("event", "resumed"), resumed.provenance());
    } else if (event instanceof Asked asked) {
      asked(node.put("event", "asked"), asked);
    } else if (event instanceof Closed closed) {
      node.put("event", "closed").put("round", closed.round());
    } else if (event instanceof Trained trained) {
      trained(node.put("event", "trained"), trained.iteration());
      put(node, "evaluatorState", trained.evaluatorState());
      if (trained.changes() != trained.iteration().labelled()) {
        node.put("changes", trained.changes());
      }
    } else if (event instanceof Stopped stopped) {
      node.put("event", "stopped").put("round", stopped.round()).put("reason", stopped.reason());
      node.put("cause", stopped.cause().name().toLowerCase(Locale.ROOT));
    } else if (event instanceof Continued continued) {
      node.put("event", "continued").put("round", continued.round());
    } else {
      PeopleCodec.encode(event, node);
    }
    return escapeLoneSurrogates(node.toString());
  }

  /** A text may hold half a pair, which UTF-8 cannot: it would come back as a question mark. */
  private static String escapeLoneSurrogates(String line) {
    StringBuilder escaped = null;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < line.length()
              && Character.isLowSurrogate(line.charAt(i + 1));
      if (pair || !Character.isSurrogate(c)) {
        if (escaped != null) {
          escaped.append(line, i, pair ? i + 2 : i + 1);
        }
        i += pair ? 1 : 0;
        continue;
      }
      if (escaped == null) {
        escaped = new StringBuilder(line.length() + 16).append(line, 0, i);
      }
      escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return escaped == null ? line : escaped.toString();
  }

  /** Whether a text begins with a whole JSON object, as a line cut off in its middle does not. */
  static boolean beginsWithObject(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && parser.skipChildren().currentToken() == JsonToken.END_OBJECT;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a first line has a format number, which it has together with its checksum. */
  static boolean hasFormat(String line) throws JsonProcessingException {
    return JSON.readTree(line).has("format");
  }

  /** Reads an event; anything that {@link #encode} does not write is refused. */
  static RunEvent decode(String line) throws JsonProcessingException {
    EventFields fields = EventFields.of(JSON.readTree(line));
    String event = fields.text("event");
    RunEvent decoded =
        switch (event) {
          case "started" -> started(fields);
          case "resumed" -> new Resumed(provenance(fields));
          case "asked" -> asked(fields);
          case "closed" -> new Closed(fields.count("round"));
          case "trained" -> ended(fields);
          case "stopped" -> stopped(fields);
          case "continued" -> new Continued(fields.count("round"));
          default -> {
            if (!PeopleCodec.has(event)) {
              throw new IllegalArgumentException("unknown event '" + event + "'");
            }
            yield PeopleCodec.decode(event, fields);
          }
        };
    fields.requireNoOthers();
    return decoded;
  }

  private static Started started(EventFields fields) {
    if (fields.has("format") && fields.count("format") != FORMAT) {
      throw new IllegalArgumentException(
          "it is of format " + fields.count("format") + ", this version reads " + FORMAT);
    }
    return new Started(provenance(fields));
  }

  private static Trained ended(EventFields fields) {
    Iteration iteration = trained(fields);
    int changes = fields.has("changes") ? fields.count("changes") : iteration.labelled();
    return new Trained(iteration, state(fields, "evaluatorState"), changes);
  }

  /** Before format 1 the cause was not said. */
  private static Stopped stopped(EventFields fields) {
    String cause = fields.optionalText("cause").orElse("criterion");
    return new Stopped(
        fields.count("round"),
        fields.text("reason"),
        switch (cause) {
          case "criterion" -> Stopped.Cause.CRITERION;
          case "pool" -> Stopped.Cause.POOL;
          case "people" -> Stopped.Cause.PEOPLE;
          default -> throw new IllegalArgumentException("unknown cause '" + cause + "'");
        });
  }

  private static void provenance(ObjectNode node, Provenance provenance) {
    ObjectNode identity = node.putObject("identity");
    provenance.identity().forEach(identity::put);
    ObjectNode environment = node.putObject("environment");
    provenance.environment().forEach(environment::put);
  }

  private static Provenance provenance(EventFields fields) {
    return new Provenance(fields.textsByName("identity"), fields.textsByName("environment"));
  }

  private static void asked(ObjectNode node, Asked asked) {
    node.put("round", asked.round());
    ArrayNode items = node.putArray("items");
    for (AskedItem item : asked.items()) {
      ObjectNode entry = items.addObject().put("id", item.id());
      put(entry, "utility", item.utility());
      item.belief().ifPresent(belief -> BeliefCodec.encode(belief, entry));
    }
    put(node, "selectSeconds", asked.selectSeconds());
    put(node, "policyState", asked.policyState());
  }

  private static Asked asked(EventFields fields) {
    List<AskedItem> items = new ArrayList<>();
    for (JsonNode node : fields.array("items")) {
      EventFields item = EventFields.of(node);
      items.add(new AskedItem(item.text("id"), item.real("utility"), BeliefCodec.decode(item)));
      item.requireNoOthers();
    }
    return new Asked(
        fields.count("round"), items, fields.real("selectSeconds"), state(fields, "policyState"));
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
    BeliefCodec.encode(iteration.losses(), node);
  }

  private static Iteration trained(EventFields fields) {
    return new Iteration(
        fields.count("round"),
        fields.count("labelled"),
        fields.count("unlabelled"),
        fields.count("skipped"),
        fields.realsByName("scores"),
        fields.real("selectSeconds"),
        fields.real("fitSeconds"),
        fields.real("evaluateSeconds"),
        fields.has("fitLoss") ? fields.real("fitLoss") : Double.NaN, // logs before it have none
        BeliefCodec.losses(fields));
  }

  private static void put(ObjectNode node, String name, Optional<StateFile> state) {
    state.ifPresent(
        saved -> node.putObject(name).put("file", saved.file()).put("sha256", saved.sha256()));
  }

  private static Optional<StateFile> state(EventFields fields, String name) {
    return fields.optionalObject(name).map(EventCodec::state);
  }

  private static StateFile state(EventFields fields) {
    StateFile state = new StateFile(fields.text("file"), fields.text("sha256"));
    fields.requireNoOthers();
    return state;
  }

  static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value > 0 ? "Infinity" : "-Infinity");
    }
  }
}
