package org.al4j.server.bridge.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.core.people.Note;
import org.al4j.core.tags.CharSpan;
import org.al4j.server.bridge.ToolLabels;
import org.al4j.server.desk.Receipt;
import org.al4j.server.desk.Submission;
import org.al4j.server.desk.ToolDesk;

/**
 * Records what people annotated in INCEpTION. It sends whole documents again and again, without
 * saying what has changed: what differs from what is recorded is said, revised or taken back. A
 * sentence in which nobody annotated anything is not labelled.
 */
final class SentenceLabels {
  private static final System.Logger LOG = System.getLogger(SentenceLabels.class.getName());
  private static final String PREFIX = "inception:";
  private static final int DIGITS = 12;

  private final ToolDesk<?> desk;
  private final Map<String, String> last = new HashMap<>(); // document by person and text
  private final Map<String, Integer> counts = new HashMap<>(); // of keys by person and text

  SentenceLabels(ToolDesk<?> desk) {
    this.desk = desk;
    for (Note note : desk.keys()) {
      if (note.annotator().startsWith(PREFIX) && note.text().startsWith(PREFIX)) {
        String document = note.text().substring(PREFIX.length()).split("#", 2)[0];
        remember(slot(note.annotator(), note.id()), document);
      }
    }
  }

  private void remember(String slot, String document) {
    last.put(slot, document);
    counts.merge(slot, 1, Integer::sum);
  }

  private static String slot(String who, String text) {
    return text + "\n" + who;
  }

  /**
   * Records what a person annotated in a document.
   *
   * @param document INCEpTION's number of it
   */
  synchronized void record(RecommendedLayer layer, String user, String document) {
    String who = PREFIX + user;
    Map<String, JsonNode> said = desk.said(who);
    Map<String, Optional<JsonNode>> labels = new LinkedHashMap<>(); // by text, which may come twice
    Set<String> untouched = new HashSet<>();
    for (CharSpan place : layer.isOfDocument() ? layer.document() : layer.sentences()) {
      List<CharSpan> gold = layer.gold(place);
      Optional<JsonNode> label = gold.isEmpty() ? Optional.empty() : label(place, gold);
      labels.merge(layer.text(place), label, (a, b) -> b.isPresent() ? b : a);
      if (gold.isEmpty()) {
        untouched.add(layer.text(place));
      }
    }
    int[] refused = {0};
    labels.forEach(
        (text, label) -> {
          if (label.isPresent()) {
            refused[0] += say(who, text, document, label.get(), said) ? 0 : 1;
          } else if (untouched.contains(text)) {
            desk.findText(text).ifPresent(one -> takeBack(who, one.id(), document, said));
          }
        });
    if (refused[0] > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "document {0} of INCEpTION: {1} sentences have labels that cannot be recorded",
          document,
          refused[0]);
    }
  }

  /**
   * Spans of the sentence, or its classes; empty where one class is wanted and several are said.
   */
  private Optional<JsonNode> label(CharSpan place, List<CharSpan> gold) {
    String task = desk.labelling().task();
    if (!ToolLabels.isSpans(task)) {
      return ToolLabels.ofClasses(
          task, gold.stream().map(CharSpan::type).distinct().sorted().toList());
    }
    List<CharSpan> within = new ArrayList<>();
    for (CharSpan one : gold) {
      within.add(new CharSpan(one.type(), one.start() - place.start(), one.end() - place.start()));
    }
    return Optional.of(ToolLabels.ofSpans(within));
  }

  /** Whether it is recorded; if not, as with spans that overlap, the rest still is. */
  private boolean say(
      String who, String text, String document, JsonNode label, Map<String, JsonNode> said) {
    try {
      Instance instance = desk.findOrAdd(text);
      JsonNode before = said.get(instance.id());
      JsonNode now = desk.canonical(instance, label);
      if (now.equals(before)) {
        return true;
      }
      Submission.Verb verb = before == null ? Submission.Verb.JUDGE : Submission.Verb.REVISE;
      boolean recorded = submit(who, instance.id(), document, verb, Optional.of(label));
      if (recorded) {
        said.put(instance.id(), now);
      }
      return recorded;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private void takeBack(String who, String text, String document, Map<String, JsonNode> said) {
    boolean here = document.equals(last.get(slot(who, text)));
    if (here
        && said.containsKey(text)
        && submit(who, text, document, Submission.Verb.WITHDRAW, Optional.empty())) {
      said.remove(text);
    }
  }

  private boolean submit(
      String who, String text, String document, Submission.Verb verb, Optional<JsonNode> label) {
    String slot = slot(who, text);
    String which = new Sha256().add(text).hex().substring(0, DIGITS);
    String key = PREFIX + document + "#" + which + "." + counts.getOrDefault(slot, 0);
    Receipt receipt =
        desk.submit(who, new Submission(key, text, verb, label, Optional.empty(), ""));
    boolean recorded =
        receipt.kind() == Receipt.Kind.RECORDED || receipt.kind() == Receipt.Kind.ALREADY;
    if (recorded) {
      remember(slot, document);
    }
    return recorded;
  }
}
