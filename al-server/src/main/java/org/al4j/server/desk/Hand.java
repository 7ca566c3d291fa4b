package org.al4j.server.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Instance;

/**
 * What a person gets.
 *
 * @param cards the texts, in the order in which they should be labelled
 * @param until when they are kept for this person
 * @param state why there are none, or that there are some
 * @param reason why there are none for good, else ""
 */
public record Hand(List<Card> cards, Optional<Instant> until, State state, String reason) {
  /** Whether there is something to do. */
  public enum State {
    /** There are texts. */
    LABEL,
    /** The next ones are being chosen. */
    TRAINING,
    /** Others have what is left; some may become free. */
    WAIT,
    /** Nothing is left to label. */
    DONE
  }

  /**
   * A text.
   *
   * @param suggestion what the model says of it; empty if it says nothing
   */
  public record Card(Instance instance, int round, Optional<Suggestion> suggestion) {}

  /** Copies the cards. */
  public Hand {
    cards = List.copyOf(cards);
  }
}
