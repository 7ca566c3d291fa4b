package org.al4j.bench.fuzz;

/**
 * What came of a mutation.
 *
 * @param kind one word or two for counting, such as the exception's class and place
 * @param detail for people
 */
record FuzzVerdict(Outcome outcome, String kind, String detail) {

  /** The first two are right. */
  enum Outcome {
    RESULT,
    REFUSED,
    WRONG
  }

  static final FuzzVerdict RESULT = new FuzzVerdict(Outcome.RESULT, "", "");

  static FuzzVerdict wrong(String kind, String detail) {
    return new FuzzVerdict(Outcome.WRONG, kind, detail);
  }
}
