package org.al4j.examples.lecture;

import java.util.function.Supplier;
import org.al4j.core.query.QueryStrategy;

/**
 * A strategy as the lecture's experiment runs it.
 *
 * @param name as the command line knows it; names its folder and its picture
 * @param shown with the parameters it is run with
 * @param source the publication that it follows
 * @param family what it goes by
 * @param made makes it anew for each run
 */
public record LectureStrategy(
    String name, String shown, String source, Family family, Supplier<QueryStrategy> made) {
  /** What strategies go by; a panel of curves each. */
  public enum Family {
    /** Random choice, which the others are compared with. */
    BASELINE("random choice"),
    /** One model's probabilities of each text alone. */
    UNCERTAINTY("uncertainty"),
    /** How members of a committee disagree. */
    COMMITTEE("committees"),
    /** How texts lie to each other. */
    DIVERSITY("diversity"),
    /** Uncertainty and diversity, or one after the other. */
    COMBINED("combinations"),
    /** What a text costs. */
    COST("cost"),
    /** The first query alone, random choice afterwards. */
    FIRST_QUERY("the first query");

    private final String words;

    Family(String words) {
      this.words = words;
    }

    /** As a heading says it. */
    public String words() {
      return words;
    }
  }

  /**
   * Whether it chooses the first query, of which nothing is labelled, and random choice the rest.
   */
  public boolean first() {
    return family == Family.FIRST_QUERY;
  }
}
