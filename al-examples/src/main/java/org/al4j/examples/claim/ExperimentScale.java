package org.al4j.examples.claim;

/** How large a run is. */
public enum ExperimentScale {
  /** At most ten minutes on two cores, on data that is at hand. */
  QUICK("at most 10 minutes on two cores"),
  /** At most two hours on two cores. */
  MEDIUM("at most 2 hours on two cores"),
  /** The published protocol, for a large machine. */
  PAPER("the published protocol, for a large machine");

  private final String words;

  ExperimentScale(String words) {
    this.words = words;
  }

  /** What it means, in words. */
  public String words() {
    return words;
  }
}
