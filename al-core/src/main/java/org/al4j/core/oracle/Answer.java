package org.al4j.core.oracle;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.people.Withdrawal;
import org.al4j.core.query.AnnotationTime;

/**
 * What came back for one instance of a query. An annotator is named by any text that is the same
 * each time; "" where it is not known who it was.
 *
 * @param <A> the kind of annotation
 */
public sealed interface Answer<A extends Annotation> {
  /** The instance's id. */
  String id();

  /** Who answered, "" where that is not known. */
  String annotator();

  /**
   * It was labelled.
   *
   * @param time how long that took, above 0; empty if nobody measured it. Prices are learnt from it
   */
  record Given<A extends Annotation>(
      String id, A annotation, Optional<Duration> time, String annotator) implements Answer<A> {
    /** Refuses nulls, and a time that is not above 0. */
    public Given {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(annotation, "annotation");
      Objects.requireNonNull(annotator, "annotator");
      time.ifPresent(AnnotationTime::requirePositive);
    }

    /** By nobody known. */
    public Given(String id, A annotation, Optional<Duration> time) {
      this(id, annotation, time, "");
    }

    /** Without a time. */
    public Given(String id, A annotation) {
      this(id, annotation, Optional.empty());
    }

    /** With the time that it took. */
    public Given(String id, A annotation, Duration time) {
      this(id, annotation, Optional.of(time));
    }

    /** By an annotator, without a time. */
    public Given(String id, A annotation, String annotator) {
      this(id, annotation, Optional.empty(), annotator);
    }
  }

  /**
   * An annotator says something else than before. Only the author of a judgement can revise it;
   * models that were trained before stay as they are, the next ones learn from the new label.
   *
   * @param time how long that took, above 0; empty if nobody measured it
   * @param annotator the author, "" where the judgement has none
   */
  record Revised<A extends Annotation>(
      String id, A annotation, Optional<Duration> time, String annotator) implements Answer<A> {
    /** Refuses nulls, and a time that is not above 0. */
    public Revised {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(annotation, "annotation");
      Objects.requireNonNull(annotator, "annotator");
      time.ifPresent(AnnotationTime::requirePositive);
    }

    /** Without a time. */
    public Revised(String id, A annotation, String annotator) {
      this(id, annotation, Optional.empty(), annotator);
    }
  }

  /**
   * An annotator takes a judgement back and says nothing instead, or takes back what he decided
   * between others. Without his judgement the instance is as if he had not answered, and may be
   * given to him again; without his decision its label is what follows from the judgements.
   *
   * @param annotator the author, "" where the judgement has none
   * @param what which of the two; a refusal where there is no such thing of his
   */
  record Withdrawn<A extends Annotation>(
      String id, String reason, String annotator, Withdrawal what) implements Answer<A> {
    /** Refuses nulls. */
    public Withdrawn {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(annotator, "annotator");
      Objects.requireNonNull(what, "what");
    }

    /** His decision if he made one, else his judgement. */
    public Withdrawn(String id, String reason, String annotator) {
      this(id, reason, annotator, Withdrawal.LATEST);
    }
  }

  /**
   * A person decides the label of an instance of which several judgements are wanted, whatever
   * these say. The decision stands until its author decides otherwise or withdraws it.
   *
   * @param annotator who decides, not ""
   */
  record Decided<A extends Annotation>(String id, A annotation, String annotator)
      implements Answer<A> {
    /** Refuses nulls. */
    public Decided {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(annotation, "annotation");
      Objects.requireNonNull(annotator, "annotator");
    }
  }

  /**
   * Never: the annotator passed it over for good, and does not get it again. Where one judgement an
   * instance is wanted it is set aside; where several are, when as many people have passed it over.
   */
  record Skipped<A extends Annotation>(String id, String reason, String annotator)
      implements Answer<A> {
    /** Refuses nulls. */
    public Skipped {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(annotator, "annotator");
    }

    /** By nobody known. */
    public Skipped(String id, String reason) {
      this(id, reason, "");
    }
  }

  /** Not now: the annotator gets it behind the others; whoever else is to label it still is. */
  record Postponed<A extends Annotation>(String id, String reason, String annotator)
      implements Answer<A> {
    /** Refuses nulls. */
    public Postponed {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(annotator, "annotator");
    }
  }

  /**
   * No answer this time (a time-out, an unreachable service): it stays unlabelled and may be asked
   * again. Where several judgements are wanted, it waits for the others.
   */
  record Failed<A extends Annotation>(String id, String reason, String annotator)
      implements Answer<A> {
    /** Refuses nulls. */
    public Failed {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(annotator, "annotator");
    }

    /** By nobody known. */
    public Failed(String id, String reason) {
      this(id, reason, "");
    }
  }
}
