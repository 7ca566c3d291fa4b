package org.al4j.server.bridge.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.desk.Receipt;
import org.al4j.server.desk.Submission;
import org.al4j.server.desk.ToolDesk;

/**
 * Records what happens to annotations in Label Studio, one at a time. What is sent twice is
 * recorded once, and what is older than what was recorded changes nothing.
 */
final class AnnotationEvents {
  private final ToolDesk<?> desk;
  private final Remembered remembered;

  AnnotationEvents(ToolDesk<?> desk) {
    this.desk = desk;
    this.remembered = new Remembered(desk);
  }

  /**
   * Records an annotation that was made or changed.
   *
   * @param task with its text
   * @return {@code recorded}, {@code already} or {@code nothing} (it says nothing)
   * @throws BridgeException if it cannot be recorded
   */
  synchronized String said(JsonNode task, JsonNode annotation, LabelConfig config) {
    ToolAnnotation said = ToolAnnotation.of(annotation);
    Optional<Remembered.Known> before = remembered.of(said.id());
    if (before.filter(one -> one.updated().isAfter(said.updated())).isPresent()
        && !said.updated().equals(Instant.EPOCH)) {
      return "already";
    }
    Instance text = new TaskTexts(desk, config).findOrAdd(task);
    String who = Remembered.PREFIX + said.by();
    Optional<JsonNode> label =
        said.cancelled()
            ? Optional.empty()
            : said.label(config, desk.labelling().task(), text.text());
    if (label.isEmpty() && !said.cancelled()) {
      return "nothing";
    }
    Receipt receipt = label.isPresent() ? label(who, text, said, label) : skip(who, text, said);
    String outcome = outcome(receipt, said.id());
    remembered.remember(said.id(), new Remembered.Known(who, text.id(), said.updated()));
    return outcome;
  }

  private Receipt label(String who, Instance text, ToolAnnotation said, Optional<JsonNode> label) {
    String key = Remembered.key(said);
    Submission.Verb verb = Submission.Verb.JUDGE;
    Receipt receipt =
        desk.submit(who, new Submission(key, text.id(), verb, label, said.time(), ""));
    if (receipt.kind() != Receipt.Kind.REFUSED) {
      return receipt;
    }
    // what was refused is not remembered, so the key is as good as new
    verb = Submission.Verb.REVISE;
    Receipt revised =
        desk.submit(who, new Submission(key, text.id(), verb, label, said.time(), ""));
    return revised.kind() == Receipt.Kind.REFUSED ? receipt : revised;
  }

  private Receipt skip(String who, Instance text, ToolAnnotation said) {
    String key = Remembered.key(said);
    Receipt receipt = desk.submit(who, plain(key, text.id(), Submission.Verb.SKIP));
    if (receipt.kind() != Receipt.Kind.REFUSED) {
      return receipt;
    }
    desk.submit(who, plain(key + "-label", text.id(), Submission.Verb.WITHDRAW));
    return desk.submit(who, plain(key, text.id(), Submission.Verb.SKIP));
  }

  /**
   * Records that an annotation is gone.
   *
   * @return {@code recorded}, {@code already} or {@code nothing} (nothing was recorded of it)
   */
  synchronized String deleted(JsonNode annotation) {
    String id = annotation.path("id").asText("");
    Optional<Remembered.Known> known = remembered.of(id);
    if (known.isEmpty() || !remembered.isLast(id)) {
      return "nothing";
    }
    String key = Remembered.PREFIX + id + ":" + known.get().updated() + "/deleted";
    Receipt receipt =
        desk.submit(known.get().who(), plain(key, known.get().text(), Submission.Verb.WITHDRAW));
    return receipt.kind() == Receipt.Kind.RECORDED ? "recorded" : "already";
  }

  private static Submission plain(String key, String text, Submission.Verb verb) {
    return new Submission(key, text, verb, Optional.empty(), Optional.empty(), "");
  }

  private static String outcome(Receipt receipt, String annotation) {
    return switch (receipt.kind()) {
      case RECORDED -> "recorded";
      case ALREADY -> "already";
      case REFUSED, UNKNOWN ->
          throw new BridgeException(
              409, "conflict", "annotation " + annotation + ": " + receipt.reason());
      case UNFIT ->
          throw new BridgeException(
              422, "unfit-label", "annotation " + annotation + ": " + receipt.reason());
    };
  }
}
