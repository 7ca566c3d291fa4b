package org.al4j.core.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.log.RunEvent.Checked;
import org.al4j.core.log.RunEvent.Decided;
import org.al4j.core.log.RunEvent.Failed;
import org.al4j.core.log.RunEvent.Grown;
import org.al4j.core.log.RunEvent.Labelled;
import org.al4j.core.log.RunEvent.Noted;
import org.al4j.core.log.RunEvent.Offered;
import org.al4j.core.log.RunEvent.Postponed;
import org.al4j.core.log.RunEvent.Revised;
import org.al4j.core.log.RunEvent.Skipped;
import org.al4j.core.log.RunEvent.Withdrawn;
import org.al4j.core.people.Note;
import org.al4j.core.people.Withdrawal;

/** The events that come from people; an annotator who is not known has no field. */
final class PeopleCodec {
  private PeopleCodec() {}

  static void encode(RunEvent event, ObjectNode node) {
    if (event instanceof Labelled labelled) {
      about(node, "labelled", labelled.round(), labelled.id());
      said(node, labelled.annotation(), labelled.time(), labelled.annotator());
    } else if (event instanceof Revised revised) {
      about(node, "revised", revised.round(), revised.id());
      said(node, revised.annotation(), revised.time(), revised.annotator());
    } else if (event instanceof Checked checked) {
      about(node, "checked", checked.round(), checked.id());
      node.set("known", AnnotationCodec.encode(checked.known()));
      said(node, checked.annotation(), checked.time(), checked.annotator());
    } else if (event instanceof Decided decided) {
      about(node, "decided", decided.round(), decided.id());
      decided.annotation().ifPresent(label -> put(node, label));
      by(node, decided.annotator());
    } else if (event instanceof Grown grown) {
      node.put("event", "grown").put("round", grown.round());
      ArrayNode instances = node.putArray("instances");
      grown.instances().forEach(instance -> put(instances.addObject(), instance));
    } else if (event instanceof Noted noted) {
      put(node, noted.round(), noted.note());
    } else if (event instanceof Offered offered) {
      ArrayNode ids = node.put("event", "offered").put("round", offered.round()).putArray("ids");
      offered.ids().forEach(ids::add);
    } else {
      unsaid(event, node);
    }
  }

  private static void put(ObjectNode node, int round, Note note) {
    node.put("event", "noted").put("round", round).put("name", note.name());
    if (!note.id().isEmpty()) {
      node.put("id", note.id());
    }
    node.put("text", note.text());
    by(node, note.annotator());
  }

  private static void unsaid(RunEvent event, ObjectNode node) {
    if (event instanceof Skipped skipped) {
      about(node, "skipped", skipped.round(), skipped.id()).put("reason", skipped.reason());
      by(node, skipped.annotator());
    } else if (event instanceof Postponed postponed) {
      about(node, "postponed", postponed.round(), postponed.id()).put("reason", postponed.reason());
      by(node, postponed.annotator());
    } else if (event instanceof Failed failed) {
      about(node, "failed", failed.round(), failed.id()).put("reason", failed.reason());
      by(node, failed.annotator());
    } else if (event instanceof Withdrawn withdrawn) {
      about(node, "withdrawn", withdrawn.round(), withdrawn.id()).put("reason", withdrawn.reason());
      by(node, withdrawn.annotator());
      if (withdrawn.what() != Withdrawal.LATEST) {
        node.put("of", withdrawn.what().name().toLowerCase(Locale.ROOT));
      }
    } else {
      throw new IllegalArgumentException("no line is known for " + event);
    }
  }

  private static ObjectNode about(ObjectNode node, String event, int round, String id) {
    return node.put("event", event).put("round", round).put("id", id);
  }

  private static void said(
      ObjectNode node, Annotation annotation, Optional<Duration> time, String annotator) {
    put(node, annotation);
    time.ifPresent(took -> node.put("time", took.toString()));
    by(node, annotator);
  }

  private static void put(ObjectNode node, Annotation annotation) {
    node.set("annotation", AnnotationCodec.encode(annotation));
  }

  private static void by(ObjectNode node, String annotator) {
    if (!annotator.isEmpty()) {
      node.put("annotator", annotator);
    }
  }

  private static void put(ObjectNode node, Instance instance) {
    node.put("id", instance.id()).put("text", instance.text());
    if (!instance.words().isEmpty()) {
      ArrayNode words = node.putArray("words");
      instance.words().forEach(words::add);
    }
    if (!instance.attributes().isEmpty()) {
      ObjectNode attributes = node.putObject("attributes");
      new TreeMap<>(instance.attributes()).forEach(attributes::put);
    }
  }

  /** An event of people; any other name is refused. */
  static RunEvent decode(String event, EventFields fields) {
    int round = fields.count("round");
    if (event.equals("grown")) {
      return new Grown(round, instances(fields));
    }
    if (event.equals("noted")) {
      return new Noted(round, note(fields));
    }
    if (event.equals("offered")) {
      return new Offered(round, fields.texts("ids"));
    }
    String id = fields.text("id");
    String annotator = annotator(fields);
    return switch (event) {
      case "labelled" -> new Labelled(round, id, annotation(fields), time(fields), annotator);
      case "revised" -> new Revised(round, id, annotation(fields), time(fields), annotator);
      case "checked" -> {
        Annotation known = AnnotationCodec.decode(fields.object("known"));
        yield new Checked(round, id, annotation(fields), known, time(fields), annotator);
      }
      case "decided" ->
          new Decided(
              round,
              id,
              fields.optionalObject("annotation").map(AnnotationCodec::decode),
              annotator);
      case "skipped" -> new Skipped(round, id, fields.text("reason"), annotator);
      case "postponed" -> new Postponed(round, id, fields.text("reason"), annotator);
      case "failed" -> new Failed(round, id, fields.text("reason"), annotator);
      case "withdrawn" -> new Withdrawn(round, id, fields.text("reason"), annotator, of(fields));
      default -> throw new IllegalArgumentException("unknown event '" + event + "'");
    };
  }

  /** Whether a name is that of an event of people. */
  static boolean has(String event) {
    return switch (event) {
      case "labelled",
          "revised",
          "checked",
          "decided",
          "skipped",
          "postponed",
          "failed",
          "withdrawn",
          "grown",
          "offered",
          "noted" ->
          true;
      default -> false;
    };
  }

  private static Annotation annotation(EventFields fields) {
    return AnnotationCodec.decode(fields.object("annotation"));
  }

  private static Note note(EventFields fields) {
    return new Note(
        fields.text("name"), notEmpty(fields, "id"), annotator(fields), fields.text("text"));
  }

  /** What was withdrawn; lines without the field mean the latest. */
  private static Withdrawal of(EventFields fields) {
    String what = fields.optionalText("of").orElse("");
    return switch (what) {
      case "" -> Withdrawal.LATEST;
      case "judgement" -> Withdrawal.JUDGEMENT;
      case "decision" -> Withdrawal.DECISION;
      default ->
          throw new IllegalArgumentException(
              "field 'of' must be judgement or decision, found '" + what + "'");
    };
  }

  /** ISO 8601, such as PT2.5S. */
  private static Optional<Duration> time(EventFields fields) {
    return fields.optionalText("time").map(Duration::parse);
  }

  /** An empty one is written as no field, and a line says what it says in one way only. */
  private static String annotator(EventFields fields) {
    return notEmpty(fields, "annotator");
  }

  private static String notEmpty(EventFields fields, String name) {
    Optional<String> value = fields.optionalText(name);
    if (value.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException("field '" + name + "' is empty: leave it out");
    }
    return value.orElse("");
  }

  private static List<Instance> instances(EventFields fields) {
    List<Instance> instances = new ArrayList<>();
    for (JsonNode node : fields.array("instances")) {
      EventFields one = EventFields.of(node);
      instances.add(
          new Instance(
              one.text("id"),
              one.text("text"),
              one.has("words") ? one.texts("words") : List.of(),
              one.has("attributes") ? one.textsByName("attributes") : Map.of()));
      one.requireNoOthers();
    }
    return instances;
  }
}
