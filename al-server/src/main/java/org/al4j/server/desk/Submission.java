package org.al4j.server.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * Something that a person says of a text.
 *
 * @param key made by the sender, a new one for each thing said: what comes twice with one key
 *     counts once
 * @param id the text's
 * @param verb what is done
 * @param label for {@code JUDGE}, {@code REVISE}, {@code DECIDE} and {@code KEEP}, in the task's
 *     form
 * @param time how long it took, where it was measured
 * @param note why, or the text of a flag, "" for none
 */
public record Submission(
    String key,
    String id,
    Verb verb,
    Optional<JsonNode> label,
    Optional<Duration> time,
    String note) {
  private static final int LONGEST_KEY = 100;
  private static final int LONGEST_NOTE = 4_000;

  /** What can be done with a text. */
  public enum Verb {
    /** It is labelled. */
    JUDGE,
    /** Its label by this person is another now. */
    REVISE,
    /** What this person said of it is taken back; what he decided stays. */
    WITHDRAW,
    /** This person never wants it again. */
    SKIP,
    /** This person wants it later. */
    POSTPONE,
    /** Its label is decided, whatever the judgements. */
    DECIDE,
    /** What this person decided is taken back; what he said of it himself stays. */
    UNDECIDE,
    /** Its label was looked at again and is right, whoever gave it. */
    KEEP,
    /** There is something to be remarked on. */
    FLAG;

    boolean says() {
      return this == JUDGE || this == REVISE || this == DECIDE || this == KEEP;
    }
  }

  /** Refuses a key or note that is empty or too long, a missing label and a time not above 0. */
  public Submission {
    Objects.requireNonNull(id, "id");
    require(!key.isBlank() && key.length() <= LONGEST_KEY, "a key has 1 to 100 characters");
    require(note.length() <= LONGEST_NOTE, "a note has at most 4,000 characters");
    require(verb != Verb.FLAG || !note.isBlank(), "a flag needs a note");
    require(label.isPresent() == verb.says(), verb.says() ? "a label is missing" : "no label here");
    require(
        time.filter(took -> took.isZero() || took.isNegative()).isEmpty(),
        "a time must be above 0 seconds");
  }

  /** The same with its label in another form; without one it stays so. */
  Submission with(Optional<JsonNode> other) {
    return new Submission(key, id, verb, other, time, note);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new InvalidInputException(rule);
    }
  }
}
