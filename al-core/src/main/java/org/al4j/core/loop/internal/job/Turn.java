package org.al4j.core.loop.internal.job;

import java.util.Optional;
import org.al4j.core.oracle.Query;

/**
 * What somebody finds who wants the next query.
 *
 * @param kind what is to be done
 * @param query what is to be labelled; empty if the run has stopped, or if it is not there yet
 * @param work what the finder has to do, or to hand to the executor: only with the monitor free
 */
public record Turn(Kind kind, Optional<Query> query, Optional<Runnable> work) {
  /** What is to be done. */
  public enum Kind {
    /** Nothing: the query is there, or the run has stopped. The work is for the executor. */
    THERE,
    /** The work, and then to look again. */
    WORK,
    /** To look again once somebody else's work is done. */
    BUSY
  }

  public static Turn there(Optional<Query> query, Optional<Runnable> background) {
    return new Turn(Kind.THERE, query, background);
  }

  public static Turn work(Runnable work) {
    return new Turn(Kind.WORK, Optional.empty(), Optional.of(work));
  }

  /** Somebody else was faster: look again. */
  public static Turn again() {
    return work(() -> {});
  }

  public static Turn busy() {
    return new Turn(Kind.BUSY, Optional.empty(), Optional.empty());
  }
}
