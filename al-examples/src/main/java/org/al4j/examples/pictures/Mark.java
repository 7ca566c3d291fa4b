package org.al4j.examples.pictures;

/** A text beside the pool that a strategy goes by. */
record Mark(Place place, Kind kind) {
  /** What the text is for. */
  enum Kind {
    /** Of the target domain. */
    TARGET,
    /** Validation data on which the model is right. */
    RIGHT,
    /** Validation data on which the model is wrong. */
    WRONG
  }
}
