package org.al4j.core.people;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.settings.Configured;

/**
 * What label follows from several people's judgements of an instance. It is a function of the run's
 * judgements and of nothing else, so that a resumed run decides alike. Two steps: when a query
 * closes it learns from all judgements (how good each annotator is, where that counts); what it
 * learnt decides each instance.
 *
 * @param <A> the kind of annotation
 */
public interface Adjudication<A extends Annotation> extends Configured {
  /** Decides instance by instance. */
  @FunctionalInterface
  interface Jury<A extends Annotation> {
    /**
     * The label; empty for no decision: a further person is asked then, as long as more judgements
     * are allowed, or a person decides.
     *
     * @param judgements of one instance, at least one, as they came in
     */
    Optional<A> decide(List<Judgement<A>> judgements);
  }

  /** Why it cannot be used with these labels; empty if it can. */
  default Optional<String> refusal(LabelSpace labels) {
    return Optional.empty();
  }

  /** Learns from all judgements of the run so far, possibly none. */
  Jury<A> learn(Judgements<A> all);

  /** What was said first; the others count for agreement only. */
  static <A extends Annotation> Adjudication<A> first() {
    return new Vote<>(Vote.Rule.FIRST);
  }

  /**
   * What most say. No decision if two annotations have equally many voices. Annotations are
   * compared by {@code equals}, so this fits classes and sets of them rather than texts and
   * numbers.
   */
  static <A extends Annotation> Adjudication<A> majority() {
    return new Vote<>(Vote.Rule.MAJORITY);
  }

  /** What all say; no decision if one says otherwise. */
  static <A extends Annotation> Adjudication<A> unanimous() {
    return new Vote<>(Vote.Rule.UNANIMOUS);
  }

  /** Nothing: a person decides each instance, having seen what the others said. */
  static <A extends Annotation> Adjudication<A> byPerson() {
    return new Vote<>(Vote.Rule.PERSON);
  }

  /**
   * The largest sum of voices, where a voice weighs {@code max(0, ln((C - 1) p / (1 - p)))} for the
   * annotator's {@link Competence} {@code p} and {@code C} classes (2 for annotations without):
   * right if annotators err independently and all errors are equally likely. No decision if two
   * sums are equal.
   *
   * <p><b>Source.</b> Nitzan and Paroush 1982, "Optimal Decision Rules in Uncertain Dichotomous
   * Choice Situations", for two classes. <b>Departures.</b> Competence is estimated ({@link
   * Competence}); who is worse than chance has no voice, where the paper counts it against.
   */
  static <A extends Annotation> Adjudication<A> weighted() {
    return new WeightedVote<>();
  }

  /**
   * What a person said first. Where no person has said anything, what a model says that is believed
   * by its measured agreement with people, unless the instance is one of those that are checked: a
   * person is asked then. So a person's word takes the place of a model's at once, and if a model's
   * agreement falls below the floor, the labels that it gave alone are taken back when a query
   * closes. For one judgement an instance and more where models judge: {@code judgements(1, 10,
   * peopleFirst(ModelTrust.DEFAULT))}.
   *
   * @param trust when a model is believed
   */
  static <A extends Annotation> Adjudication<A> peopleFirst(ModelTrust trust) {
    return new PeopleFirst<>(trust);
  }

  /**
   * Dawid and Skene's maximum likelihood without smoothing, as in the paper.
   *
   * @see #dawidSkene(double)
   */
  static Adjudication<ClassLabel> dawidSkene() {
    return new DawidSkene(0);
  }

  /**
   * The most probable class under a model of each annotator's confusions, fitted to all judgements
   * by expectation maximisation. Items whose label is known take part with it. An annotator who was
   * not there when it was fitted has the confusions of all taken together; before there is any
   * judgement, the majority decides. No decision if two classes are equally probable. For one class
   * an instance only.
   *
   * <p><b>Cost.</b> O(judgements x C) an iteration, at most 200, when a query closes.
   *
   * <p><b>Source.</b> Dawid and Skene 1979, "Maximum Likelihood Estimation of Observer Error-Rates
   * Using the EM Algorithm", equations 2.3 to 2.5.
   *
   * @param smoothing added to each count of the confusion matrices, at least 0; with few judgements
   *     an annotator something like 0.1 keeps one answer from meaning certainty
   */
  static Adjudication<ClassLabel> dawidSkene(double smoothing) {
    return new DawidSkene(smoothing);
  }
}
