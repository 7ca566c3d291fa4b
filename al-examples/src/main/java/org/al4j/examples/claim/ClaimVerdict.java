package org.al4j.examples.claim;

/** What a run says of a claim. */
public enum ClaimVerdict {
  /** The interval lies on the claimed side. */
  CONFIRMED("confirmed"),
  /** It lies on the other side. */
  REFUTED("refuted"),
  /** It holds the threshold, or there were too few seeds: a result too. */
  UNDECIDED("cannot be told");

  private final String words;

  ClaimVerdict(String words) {
    this.words = words;
  }

  /** As a table says it. */
  public String words() {
    return words;
  }
}
