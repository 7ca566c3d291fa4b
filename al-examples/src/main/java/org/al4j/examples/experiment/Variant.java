package org.al4j.examples.experiment;

/** Which part of the pool a round's model looks at. */
enum Variant {
  FULL("full scoring", ""),
  UPS("UPS", "ups"),
  RANDOM("random subsample", "ups-random"),
  TOP("top share", "ups-top");

  private final String title;
  private final String policy;

  Variant(String title, String policy) {
    this.title = title;
    this.policy = policy;
  }

  String title() {
    return title;
  }

  /** The strategy as {@code al simulate} takes it. */
  String strategy(double gamma, double temperature, String schedule) {
    return this == FULL
        ? "least-confidence"
        : policy
            + "(gamma="
            + gamma
            + ",T="
            + temperature
            + ",full="
            + schedule
            + ")+least-confidence";
  }
}
