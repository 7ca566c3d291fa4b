package org.al4j.server.bridge.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.server.bridge.Bridge;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.bridge.ToolAnswer;
import org.al4j.server.bridge.ToolJson;
import org.al4j.server.desk.ToolDesk;
import org.al4j.server.desk.ToolPrediction;

/**
 * Label Studio's machine learning backend: it predicts, says by scores in which order tasks are to
 * be labelled, and records annotations. It trains in the background, by itself.
 *
 * <p>Source: Label Studio 1.x calls {@code /health}, {@code /setup}, {@code /predict}, {@code
 * /webhook}, {@code /train}, {@code /job_status}, {@code /versions}, {@code /validate} as {@code
 * label_studio/ml/api_connector.py} does.
 */
public final class LabelStudioBridge implements Bridge {
  private static final int PROJECT_DIGITS = 4;

  private final ToolDesk<?> desk;
  private final AnnotationEvents events;

  /** The bridge of a project. */
  public LabelStudioBridge(ToolDesk<?> desk) {
    this.desk = desk;
    this.events = new AnnotationEvents(desk);
  }

  @Override
  public String tool() {
    return "label-studio";
  }

  @Override
  public List<Call> calls() {
    return List.of(
        new Call("GET", "", body -> health()),
        new Call("GET", "/health", body -> health()),
        new Call("POST", "/setup", this::setup),
        new Call("POST", "/validate", this::validate),
        new Call("POST", "/predict", this::predict),
        new Call("POST", "/webhook", this::webhook),
        new Call("POST", "/train", this::train),
        new Call("POST", "/import", this::importTasks),
        new Call("POST", "/job_status", body -> ok("job_status", "finished")),
        new Call("GET", "/versions", body -> versions()),
        new Call("GET", "/metrics", body -> ToolAnswer.json(200, ToolJson.object())),
        new Call("POST", "/duplicate_model", body -> ToolAnswer.json(200, ToolJson.object())),
        new Call("POST", "/delete", body -> ToolAnswer.json(200, ToolJson.object())));
  }

  private static ToolAnswer ok(String name, String value) {
    return ToolAnswer.json(200, ToolJson.object().put(name, value));
  }

  private static ToolAnswer health() {
    return ToolAnswer.json(
        200, ToolJson.object().put("status", "UP").put("model_class", "Al4jBackend"));
  }

  /** Another with each query, since the order is another then. */
  private String version(ToolDesk.Asking asking) {
    return "r" + asking.number() + "-" + desk.projectId().substring(0, PROJECT_DIGITS);
  }

  private ToolAnswer setup(String body) {
    LabelConfig config =
        LabelConfig.of(ToolJson.text(ToolJson.object(body), "schema"), desk.labelling());
    ObjectNode node = ToolJson.object().put("model_version", version(desk.asking()));
    // which of several controls is ours; Label Studio takes the version alone
    return ToolAnswer.json(
        200, node.put("from_name", config.control()).put("to_name", config.object()));
  }

  private ToolAnswer validate(String body) {
    LabelConfig.of(ToolJson.text(ToolJson.object(body), "config"), desk.labelling());
    return ok("status", "ok");
  }

  private ToolAnswer versions() {
    ObjectNode node = ToolJson.object();
    node.putArray("versions").add(version(desk.asking()));
    return ToolAnswer.json(200, node);
  }

  private ToolAnswer predict(String body) {
    ObjectNode request = ToolJson.object(body);
    LabelConfig config = config(request.path("label_config"));
    List<JsonNode> tasks = new ArrayList<>();
    ToolJson.array(request, "tasks").forEach(tasks::add);
    ToolDesk.Asking asking = desk.asking();
    TaskTexts texts = new TaskTexts(desk, config);
    Map<Integer, ToolPrediction> said = said(tasks, texts);
    TaskResults results = new TaskResults(config, version(asking), asking);
    ObjectNode reply = ToolJson.object();
    ArrayNode all = reply.putArray("results"); // as many as tasks, else Label Studio takes none
    for (int i = 0; i < tasks.size(); i++) {
      String id = texts.idOrNone(tasks.get(i));
      all.add(results.of(id, Optional.ofNullable(said.get(i))));
    }
    return ToolAnswer.json(200, reply.put("model_version", version(asking)));
  }

  /** What the model says of those tasks that have a text, once there is a model. */
  private Map<Integer, ToolPrediction> said(List<JsonNode> tasks, TaskTexts texts) {
    Map<Integer, ToolPrediction> said = new HashMap<>();
    if (!desk.isTrained()) {
      return said;
    }
    List<Integer> places = new ArrayList<>();
    List<Instance> asked = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      Optional<String> text = texts.text(tasks.get(i)).filter(one -> !one.isBlank());
      if (text.isPresent()) {
        places.add(i);
        asked.add(Instance.ofText("task " + i, text.get()));
      }
    }
    List<ToolPrediction> all = desk.predict(asked);
    for (int i = 0; i < places.size(); i++) {
      said.put(places.get(i), all.get(i));
    }
    return said;
  }

  private LabelConfig config(JsonNode xml) {
    if (!xml.isTextual()) {
      throw BridgeException.bad("the project's label configuration is expected");
    }
    return LabelConfig.of(xml.textValue(), desk.labelling());
  }

  private ToolAnswer webhook(String body) {
    ObjectNode event = ToolJson.object(body);
    if (!event.has("action") && event.has("annotations")) {
      return train(body); // what versions of 2022 send here
    }
    String action = ToolJson.text(event, "action");
    ObjectNode reply = ToolJson.object();
    switch (action) {
      case "ANNOTATION_CREATED", "ANNOTATIONS_CREATED", "ANNOTATION_UPDATED" -> {
        said(event, reply.putArray("result"));
      }
      case "ANNOTATIONS_DELETED", "ANNOTATION_DELETED" -> {
        ArrayNode results = reply.putArray("result");
        each(event.path("annotations")).forEach(one -> results.add(events.deleted(one)));
        each(event.path("annotation")).forEach(one -> results.add(events.deleted(one)));
      }
      case "TASKS_CREATED" -> reply.put("result", tasks(event));
      case "START_TRAINING" -> reply.put("result", "it trains by itself");
      default -> {
        return ok("status", "Unknown event");
      }
    }
    return ToolAnswer.json(201, reply.put("status", "ok"));
  }

  /** Records each annotation of an event, also where one before it is refused. */
  private void said(ObjectNode event, ArrayNode results) {
    LabelConfig config = config(event.path("project").path("label_config"));
    List<JsonNode> tasks = each(event.path("task"));
    List<JsonNode> annotations = each(event.path("annotation"));
    if (annotations.isEmpty() || tasks.size() != annotations.size()) {
      throw BridgeException.bad("the webhook must send its payload: an annotation and its task");
    }
    Optional<RuntimeException> refused = Optional.empty();
    for (int i = 0; i < annotations.size(); i++) {
      try {
        results.add(events.said(tasks.get(i), annotations.get(i), config));
      } catch (BridgeException | InvalidInputException e) {
        refused = Optional.of(e);
      }
    }
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  /** Takes texts over that are none of the project's yet. */
  private int tasks(ObjectNode event) {
    TaskTexts texts = new TaskTexts(desk, config(event.path("project").path("label_config")));
    List<String> fresh = new ArrayList<>();
    for (JsonNode task : ToolJson.array(event, "tasks")) {
      if (texts.find(task).isEmpty()) {
        texts.text(task).filter(text -> !text.isBlank()).ifPresent(fresh::add);
      }
    }
    return desk.add(fresh);
  }

  private static List<JsonNode> each(JsonNode oneOrMore) {
    List<JsonNode> all = new ArrayList<>();
    if (oneOrMore.isArray()) {
      oneOrMore.forEach(all::add);
    } else if (oneOrMore.isObject()) {
      all.add(oneOrMore);
    }
    return all;
  }

  private ToolAnswer train(String body) {
    ObjectNode request = ToolJson.object(body);
    LabelConfig config = config(request.path("label_config"));
    ObjectNode reply = record(ToolJson.array(request, "annotations"), config);
    return ToolAnswer.json(201, reply.put("job", version(desk.asking())));
  }

  /** Tasks with annotations as Label Studio exports them, and the configuration. */
  private ToolAnswer importTasks(String body) {
    ObjectNode request = ToolJson.object(body);
    LabelConfig config = config(request.path("label_config"));
    return ToolAnswer.json(200, record(ToolJson.array(request, "tasks"), config));
  }

  /** Records all that can be; what cannot is told. */
  private ObjectNode record(JsonNode tasks, LabelConfig config) {
    Map<String, Integer> counts = new HashMap<>();
    ObjectNode reply = ToolJson.object();
    ArrayNode refused = reply.putArray("refused");
    for (JsonNode task : tasks) {
      for (JsonNode annotation : task.path("annotations")) {
        try {
          counts.merge(events.said(task, annotation, config), 1, Integer::sum);
        } catch (BridgeException | InvalidInputException e) {
          refused
              .addObject()
              .put("annotation", annotation.path("id").asText())
              .put("reason", String.valueOf(e.getMessage()));
        }
      }
    }
    for (String outcome : List.of("recorded", "already", "nothing")) {
      reply.put(outcome, counts.getOrDefault(outcome, 0));
    }
    return reply;
  }
}
