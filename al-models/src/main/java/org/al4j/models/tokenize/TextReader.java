package org.al4j.models.tokenize;

/** A learner or model that reads texts up to a number of tokens, and counts those it cuts. */
public interface TextReader {
  /** The texts read so far. */
  TextsRead textsRead();
}
