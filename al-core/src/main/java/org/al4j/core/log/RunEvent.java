package org.al4j.core.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;

/** One line of a run's log. The state of a run is what its events say, in their order. */
public sealed interface RunEvent {

  /** The first line: what the run is and where it runs. */
  record Started(Provenance provenance) implements RunEvent {}

  /** The run was taken up again in an environment that differs from the one recorded last. */
  record Resumed(Provenance provenance) implements RunEvent {}

  /**
   * A query was chosen.
   *
   * @param items ids and utilities in the order in which they should be asked
   * @param selectSeconds time to choose
   * @param policyState the candidate policy's state after the choice, if it has one
   */
  record Asked(
      int round, List<AskedItem> items, double selectSeconds, Optional<StateFile> policyState)
      implements RunEvent {
    /** Copies the items. */
    public Asked {
      items = List.copyOf(items);
    }
  }

  /** An instance that was asked, with its utility (NaN where the strategy has none). */
  record AskedItem(String id, double utility) {}

  /**
   * A label was accepted.
   *
   * @param time how long the annotator took, where it was measured
   */
  record Labelled(int round, String id, Annotation annotation, Optional<Duration> time)
      implements RunEvent {
    /** Without a time. */
    public Labelled(int round, String id, Annotation annotation) {
      this(round, id, annotation, Optional.empty());
    }
  }

  /** An instance was set aside. */
  record Skipped(int round, String id, String reason) implements RunEvent {}

  /** An instance was not answered this time. */
  record Failed(int round, String id, String reason) implements RunEvent {}

  /** A query was closed; what it did not get stays unlabelled. */
  record Closed(int round) implements RunEvent {}

  /**
   * A model was trained and evaluated.
   *
   * @param evaluatorState the evaluator's state after the round, if it has one
   */
  record Trained(Iteration iteration, Optional<StateFile> evaluatorState) implements RunEvent {
    /** With an evaluator that remembers nothing. */
    public Trained(Iteration iteration) {
      this(iteration, Optional.empty());
    }
  }

  /**
   * The run ended.
   *
   * @param cause whether another criterion may let it go on
   */
  record Stopped(int round, String reason, Cause cause) implements RunEvent {
    /** What ended a run. */
    public enum Cause {
      /** The stopping criterion. */
      CRITERION,
      /** Nothing was left that could be selected. */
      POOL
    }

    /** Stopped by the criterion. */
    public Stopped(int round, String reason) {
      this(round, reason, Cause.CRITERION);
    }
  }

  /** A stopped run goes on: it was opened with a criterion that does not stop it there. */
  record Continued(int round) implements RunEvent {}

  /**
   * Larger state beside the log.
   *
   * @param file name inside the run's {@code state} folder
   * @param sha256 of its bytes, hexadecimal
   */
  record StateFile(String file, String sha256) {}
}
