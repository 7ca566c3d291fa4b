package org.al4j.server.desk;

import java.util.Objects;

/**
 * What became of a {@link Submission}.
 *
 * @param kind whether it counts
 * @param reason why it was refused, else ""
 */
public record Receipt(Kind kind, String reason) {
  /** Whether it counts. */
  public enum Kind {
    /** It is on the disk. */
    RECORDED,
    /** It was on the disk already, or says what was said. */
    ALREADY,
    /** It contradicts what is recorded; nothing changed. */
    REFUSED,
    /** No text has that id. */
    UNKNOWN,
    /** The label is none of the project's; nothing changed. */
    UNFIT
  }

  static final Receipt RECORDED = new Receipt(Kind.RECORDED, "");
  static final Receipt ALREADY = new Receipt(Kind.ALREADY, "");

  /** Refuses nulls. */
  public Receipt {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reason, "reason");
  }
}
