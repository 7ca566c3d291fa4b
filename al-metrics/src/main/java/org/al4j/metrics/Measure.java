package org.al4j.metrics;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.loop.Evaluator;

/**
 * How models of a kind of annotation are measured unless somebody wants it otherwise: the evaluator
 * and its scores with their directions.
 *
 * @param <A> the kind of annotation
 */
public final class Measure<A extends Annotation> {
  /** Of class labels: {@link ClassificationEvaluator}, mainly the accuracy. */
  public static final Measure<ClassLabel> CLASSES =
      new Measure<>(
          ClassLabel.class,
          ClassificationEvaluator::of,
          List.of(
              Score.higher(ClassificationEvaluator.ACCURACY),
              Score.higher(ClassificationEvaluator.MACRO_F1),
              Score.higher(ClassificationEvaluator.BALANCED_ACCURACY),
              Score.lower(ClassificationEvaluator.LOG_LOSS)));

  /** Of label sets: {@link MultiLabelEvaluator}, mainly the micro-averaged F1. */
  public static final Measure<LabelSet> LABEL_SETS =
      new Measure<>(
          LabelSet.class,
          MultiLabelEvaluator::of,
          List.of(
              Score.higher(MultiLabelEvaluator.MICRO_F1),
              Score.higher(MultiLabelEvaluator.MACRO_F1),
              Score.higher(MultiLabelEvaluator.SUBSET_ACCURACY),
              Score.lower(MultiLabelEvaluator.HAMMING_LOSS),
              Score.higher(MultiLabelEvaluator.MICRO_PRECISION),
              Score.higher(MultiLabelEvaluator.MICRO_RECALL),
              Score.higher(MultiLabelEvaluator.MACRO_PRECISION),
              Score.higher(MultiLabelEvaluator.MACRO_RECALL)));

  /** Of numbers: {@link RegressionEvaluator}, mainly the root mean squared error. */
  public static final Measure<RealValue> NUMBERS =
      new Measure<>(
          RealValue.class,
          RegressionEvaluator::of,
          List.of(
              Score.lower(RegressionEvaluator.RMSE),
              Score.lower(RegressionEvaluator.MAE),
              Score.higher(RegressionEvaluator.PEARSON),
              Score.higher(RegressionEvaluator.SPEARMAN)));

  /** Of tags: {@link TaggingEvaluator}, mainly the F1 of the spans. */
  public static final Measure<TagSequence> TAGS =
      new Measure<>(
          TagSequence.class,
          TaggingEvaluator::of,
          List.of(
              Score.higher(TaggingEvaluator.F1),
              Score.higher(TaggingEvaluator.PRECISION),
              Score.higher(TaggingEvaluator.RECALL),
              Score.higher(TaggingEvaluator.MACRO_F1),
              Score.higher(TaggingEvaluator.TOKEN_ACCURACY),
              Score.higher(TaggingEvaluator.SENTENCE_ACCURACY)));

  private static final List<Measure<?>> ALL = List.of(CLASSES, LABEL_SETS, NUMBERS, TAGS);

  private final Class<A> kind;
  private final Function<List<Labelled<A>>, Evaluator<A>> evaluators;
  private final List<Score> scores;

  private Measure(
      Class<A> kind, Function<List<Labelled<A>>, Evaluator<A>> evaluators, List<Score> scores) {
    this.kind = kind;
    this.evaluators = evaluators;
    this.scores = List.copyOf(scores);
  }

  /** All of them. */
  public static List<Measure<?>> all() {
    return ALL;
  }

  /**
   * That of a kind of annotation.
   *
   * @param kind for example {@code LabelSet.class}
   * @throws InvalidInputException if there is none, naming the kinds that have one
   */
  @SuppressWarnings("unchecked") // a measure's kind is its type argument
  public static <A extends Annotation> Measure<A> of(Class<A> kind) {
    return (Measure<A>)
        ALL.stream()
            .filter(measure -> measure.kind.equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "there is no evaluator for annotations of kind "
                            + kind.getSimpleName()
                            + "; there is one for "
                            + ALL.stream()
                                .map(measure -> measure.kind.getSimpleName())
                                .collect(Collectors.joining(", "))));
  }

  /** The kind of annotation. */
  public Class<A> kind() {
    return kind;
  }

  /**
   * The evaluator on held-out examples.
   *
   * @throws InvalidInputException if there are none
   */
  public Evaluator<A> evaluator(List<Labelled<A>> heldOut) {
    return evaluators.apply(heldOut);
  }

  /** All scores that the evaluator gives, the main one first. */
  public List<Score> scores() {
    return scores;
  }

  /** The score by which models are compared. */
  public Score main() {
    return scores.get(0);
  }

  /** The score of a name; empty if the evaluator gives none of it. */
  public Optional<Score> score(String name) {
    return scores.stream().filter(score -> score.name().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return kind.getSimpleName() + " by " + main().name();
  }
}
