package org.al4j.core.loop.internal.run;

/** What a run does next, which follows from its events alone. */
public enum Phase {
  /** Choose a query, once the criteria let the run go on. */
  CHOOSE,
  /** Choose the query after the one that people have. */
  CHOOSE_AHEAD,
  /** Ask the query that was chosen ahead, if the criteria still let the run go on. */
  ASK,
  /** People label; nothing else can be done meanwhile. */
  LABEL,
  /** Train a round's models and evaluate them. */
  TRAIN,
  /** Nothing is done any more. */
  STOPPED
}
