package org.al4j.server.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.KnownAnswer;
import org.al4j.core.people.Note;

/**
 * Texts whose label is known, of which people do not know that it is. The loop takes what somebody
 * says of one first, as a measure of him, and nothing else; what he changes afterwards stands in
 * notes, so that each request is answered as for any other text, also after a restart.
 */
final class GoldTexts<A extends Annotation> {
  private static final String NOTE = "gold";
  private static final String SKIPPED = "";
  private static final String WITHDRAWN = "withdrawn";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Instance> byId = new LinkedHashMap<>();
  private final Map<List<String>, String> said = new HashMap<>(); // by person and text: the note's
  private final Set<List<String>> measured = new HashSet<>(); // person and text
  private final Set<List<String>> keys = new HashSet<>(); // with the person

  GoldTexts(List<Labelled<A>> known, List<KnownAnswer<A>> answered, List<Note> notes) {
    known.forEach(one -> byId.put(one.instance().id(), one.instance()));
    answered.forEach(one -> measured.add(List.of(one.given().annotator(), one.given().id())));
    for (Note note : notes) {
      if (note.name().equals(NOTE)) {
        said.put(List.of(note.annotator(), note.id()), note.text());
      } else if (note.name().equals(Recorder.KEY) && byId.containsKey(note.id())) {
        keys.add(List.of(note.annotator(), note.text()));
      }
    }
  }

  List<Instance> texts() {
    return List.copyOf(byId.values());
  }

  Optional<Instance> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** How many a person has passed over; the loop would give them again. */
  synchronized int passed(String who) {
    return (int) byId.keySet().stream().filter(id -> isPassed(who, id)).count();
  }

  synchronized boolean isPassed(String who, String id) {
    return SKIPPED.equals(said.get(List.of(who, id)));
  }

  /** What a person says of a gold text now, in the form of the task. */
  synchronized Optional<JsonNode> label(String who, String id) {
    String word = said.getOrDefault(List.of(who, id), SKIPPED);
    if (word.equals(SKIPPED) || word.equals(WITHDRAWN)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(word));
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("the note on gold text '" + id + "' is no label", e);
    }
  }

  /** Adds how many labels stand to those of other texts, by person. */
  synchronized void count(Map<String, Integer> standing) {
    said.forEach(
        (place, word) -> {
          if (!word.equals(SKIPPED) && !word.equals(WITHDRAWN)) {
            standing.merge(place.get(0), 1, Integer::sum);
          }
        });
  }

  /** Records what somebody says of a gold text; the receipt is that of any other text. */
  synchronized Receipt submit(
      String who,
      Submission one,
      Optional<A> annotation,
      Function<Recorder.Entry<A>, Receipt> recorder) {
    if (keys.contains(List.of(who, one.key()))) {
      return Receipt.ALREADY;
    }
    List<String> place = List.of(who, one.id());
    Optional<Receipt> settled = settle(place, one);
    if (settled.isPresent()) {
      if (settled.get().kind() == Receipt.Kind.ALREADY) { // its key counts once, too
        var noted = new Recorder.Entry<A>(who, one.id(), one.key(), Optional.empty(), List.of());
        if (recorder.apply(noted).kind() != Receipt.Kind.REFUSED) {
          keys.add(List.of(who, one.key()));
        }
      }
      return settled.get();
    }
    boolean first = one.verb() == Submission.Verb.JUDGE && !measured.contains(place);
    Optional<Answer<A>> answer = first ? DeskAnswers.of(who, one, annotation) : Optional.empty();
    Optional<String> word = word(one);
    List<Note> notes =
        word.map(text -> List.of(new Note(NOTE, one.id(), who, text))).orElse(List.of());
    Receipt receipt = recorder.apply(new Recorder.Entry<>(who, one.id(), one.key(), answer, notes));
    if (receipt.kind() == Receipt.Kind.RECORDED) {
      word.ifPresent(text -> said.put(place, text));
      answer.ifPresent(given -> measured.add(place));
      keys.add(List.of(who, one.key()));
    }
    return receipt;
  }

  private static Optional<String> word(Submission one) {
    return switch (one.verb()) {
      case JUDGE, REVISE -> one.label().map(JsonNode::toString);
      case WITHDRAW -> Optional.of(WITHDRAWN);
      case SKIP -> Optional.of(SKIPPED);
      case POSTPONE, DECIDE, UNDECIDE, KEEP, FLAG -> Optional.empty();
    };
  }

  /** What needs no record; empty if it does. */
  private Optional<Receipt> settle(List<String> place, Submission one) {
    Optional<JsonNode> before = label(place.get(0), place.get(1));
    boolean same = before.isPresent() && before.equals(one.label());
    return switch (one.verb()) {
      case JUDGE ->
          same
              ? Optional.of(Receipt.ALREADY)
              : before.map(label -> refused("is labelled already; send a revision"));
      case REVISE ->
          before.isEmpty()
              ? Optional.of(refused("has no label of yours to revise"))
              : same ? Optional.of(Receipt.ALREADY) : Optional.empty();
      case WITHDRAW ->
          before.isEmpty()
              ? Optional.of(refused("has no label of yours to withdraw"))
              : Optional.empty();
      case SKIP, POSTPONE ->
          isPassed(place.get(0), place.get(1)) && one.verb() == Submission.Verb.SKIP
              ? Optional.of(Receipt.ALREADY)
              : before.map(label -> refused("is labelled already; its label is kept"));
      case DECIDE, UNDECIDE, KEEP -> Optional.of(refused("cannot be decided: its label is known"));
      case FLAG -> Optional.empty();
    };
  }

  private static Receipt refused(String why) {
    return new Receipt(Receipt.Kind.REFUSED, "the text " + why);
  }
}
