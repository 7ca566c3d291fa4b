package org.al4j.core.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.people.Note;
import org.al4j.core.people.Withdrawal;

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

  /**
   * An instance that was asked.
   *
   * @param utility NaN where the strategy has none
   * @param belief what the model that selected it made of it, where it has probabilities
   */
  record AskedItem(String id, double utility, Optional<Belief> belief) {
    /** Selected without a model. */
    public AskedItem(String id, double utility) {
      this(id, utility, Optional.empty());
    }
  }

  /**
   * An annotator labelled an instance. Where one judgement an instance is wanted this is its label,
   * else it is one of the judgements that a {@link Decided} follows from.
   *
   * @param time how long the annotator took, where it was measured
   * @param annotator who said it, "" where that is not known
   */
  record Labelled(
      int round, String id, Annotation annotation, Optional<Duration> time, String annotator)
      implements RunEvent {
    /** By nobody known. */
    public Labelled(int round, String id, Annotation annotation, Optional<Duration> time) {
      this(round, id, annotation, time, "");
    }

    /** By nobody known, without a time. */
    public Labelled(int round, String id, Annotation annotation) {
      this(round, id, annotation, Optional.empty());
    }
  }

  /**
   * An annotator changed what he had said.
   *
   * @param time how long that took, where it was measured
   * @param annotator the author of the judgement, "" where that is not known
   */
  record Revised(
      int round, String id, Annotation annotation, Optional<Duration> time, String annotator)
      implements RunEvent {}

  /**
   * An annotator took back what he had said or decided.
   *
   * @param annotator the author, "" where that is not known
   * @param what which of the two
   */
  record Withdrawn(int round, String id, String reason, String annotator, Withdrawal what)
      implements RunEvent {
    /** His decision if he made one, else his judgement. */
    public Withdrawn(int round, String id, String reason, String annotator) {
      this(round, id, reason, annotator, Withdrawal.LATEST);
    }
  }

  /**
   * The label of an instance of which several judgements are wanted.
   *
   * @param annotation empty if the judgements no longer decide: the label before is taken back
   * @param annotator the person who decided, "" if it was the adjudication
   */
  record Decided(int round, String id, Optional<Annotation> annotation, String annotator)
      implements RunEvent {}

  /**
   * An annotator labelled an item whose label is known; it is no instance of the pool.
   *
   * @param annotation what he said
   * @param known what is right
   * @param time how long he took, where it was measured
   */
  record Checked(
      int round,
      String id,
      Annotation annotation,
      Annotation known,
      Optional<Duration> time,
      String annotator)
      implements RunEvent {}

  /**
   * An annotator passed an instance over for good. It is set aside when as many people did so as
   * judgements are wanted, which is one unless said otherwise.
   */
  record Skipped(int round, String id, String reason, String annotator) implements RunEvent {
    /** By nobody known. */
    public Skipped(int round, String id, String reason) {
      this(round, id, reason, "");
    }
  }

  /** An annotator wants an instance later: it comes behind the others. */
  record Postponed(int round, String id, String reason, String annotator) implements RunEvent {}

  /** An instance was not answered this time. */
  record Failed(int round, String id, String reason, String annotator) implements RunEvent {
    /** By nobody known. */
    public Failed(int round, String id, String reason) {
      this(round, id, reason, "");
    }
  }

  /** The application noted something; the state of the run does not depend on it. */
  record Noted(int round, Note note) implements RunEvent {}

  /** The pool has grown by these unlabelled instances. */
  record Grown(int round, List<Instance> instances) implements RunEvent {
    /** Copies the instances. */
    public Grown {
      instances = List.copyOf(instances);
    }
  }

  /**
   * People label these instances, of which no query has asked: what is said of them counts as if
   * one had.
   *
   * @param ids in the order in which they were offered
   */
  record Offered(int round, List<String> ids) implements RunEvent {
    /** Copies the ids. */
    public Offered {
      ids = List.copyOf(ids);
    }
  }

  /** A query was closed; what it did not get stays unlabelled. */
  record Closed(int round) implements RunEvent {}

  /**
   * A model was trained and evaluated.
   *
   * @param evaluatorState the evaluator's state after the round, if it has one
   * @param changes how many changes of labels the models have seen, those that the pool began with
   *     included: as many as there are labels unless labels were changed or taken back
   */
  record Trained(Iteration iteration, Optional<StateFile> evaluatorState, int changes)
      implements RunEvent {
    /** Where no label was ever changed. */
    public Trained(Iteration iteration, Optional<StateFile> evaluatorState) {
      this(iteration, evaluatorState, iteration.labelled());
    }

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
      POOL,
      /** Nothing was left but what a person is to decide. */
      PEOPLE
    }

    /** Stopped by the criterion. */
    public Stopped(int round, String reason) {
      this(round, reason, Cause.CRITERION);
    }
  }

  /**
   * A stopped run goes on: it was opened with a criterion that does not stop it there, its pool has
   * grown, or its last model has not seen all labels.
   *
   * @param round the one it stopped in; in the last case the next, which trains without a query (in
   *     logs of before, the one it stopped in)
   */
  record Continued(int round) implements RunEvent {}

  /**
   * Larger state beside the log.
   *
   * @param file name inside the run's {@code state} folder
   * @param sha256 of its bytes, hexadecimal
   */
  record StateFile(String file, String sha256) {}
}
