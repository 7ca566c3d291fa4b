package org.al4j.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.metrics.Measure;
import org.al4j.study.advice.SuspectedLabels;
import org.al4j.study.report.StudyResult;

/**
 * What differs in a study from one kind of annotation to another.
 *
 * @param <A> the kind of annotation
 */
abstract class TaskKind<A extends Annotation> {
  private static final List<TaskKind<?>> ALL =
      List.of(new ClassKind(), new SetKind(), new NumberKind(), new TagKind());

  private final Measure<A> measure;
  private final String option;
  private final String words;

  /**
   * A kind.
   *
   * @param option as {@link LabelReading#kind} has it
   * @param words what the labels are, for messages
   */
  TaskKind(Measure<A> measure, String option, String words) {
    this.measure = measure;
    this.option = option;
    this.words = words;
  }

  /** All kinds that a study can be of. */
  static List<TaskKind<?>> all() {
    return ALL;
  }

  /**
   * That of a kind of annotation.
   *
   * @throws InvalidInputException if no study is of it
   */
  @SuppressWarnings("unchecked") // a kind's measure is of its type argument
  static <A extends Annotation> TaskKind<A> of(Class<A> kind) {
    return (TaskKind<A>)
        ALL.stream()
            .filter(one -> one.annotations().equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    InvalidInputException.ofSettings(
                        "a study's labels must be "
                            + ALL.stream().map(TaskKind::said).collect(Collectors.joining(", "))
                            + ", found %s",
                        kind.getSimpleName()));
  }

  /** The kind of annotation. */
  final Class<A> annotations() {
    return measure.kind();
  }

  /** How models are measured. */
  final Measure<A> measure() {
    return measure;
  }

  /** The kind as {@link LabelReading#kind} has it. */
  final String option() {
    return option;
  }

  /** What the labels are and the setting that says so, for messages about settings. */
  final String said() {
    return words + " ({kind} " + option + ")";
  }

  /** What the labels are, for messages: {@code one class a text}. */
  final String words() {
    return words;
  }

  /**
   * Why nothing can be learnt from a train part with labels; empty if it can.
   *
   * @return the rule and what was found, behind the part's name
   */
  abstract Optional<String> refusal(Dataset<A> train);

  /** What there is to learn, in a word or three, for the recipe: {@code 6 classes}. */
  abstract String describe(LabelSpace labels);

  /** An annotation as a note, a table and a refusal have it. */
  abstract String text(A annotation);

  /** The same of a certain text. */
  String text(Instance instance, A annotation) {
    return text(annotation);
  }

  /** The classes that a report tells of, in the order of their columns. */
  List<String> classes(LabelSpace labels) {
    return labels.names();
  }

  /** Which of them an annotation has; as often as it counts. */
  List<String> classes(A annotation) {
    return annotation.names();
  }

  /** What a model said about a text, its prediction first; the others as the report explains. */
  abstract List<StudyResult.Guess> guesses(Prediction<A> prediction, LabelSpace labels);

  /**
   * What a model says of each class, for {@link SuspectedLabels}; empty if it has no probabilities
   * or the kind has no such look at its labels.
   */
  List<Float> probabilities(Prediction<A> prediction, LabelSpace labels) {
    return List.of();
  }

  /**
   * An evaluator that watches a stop set beside another one.
   *
   * @throws InvalidInputException if that cannot be done with this kind
   */
  Evaluator<A> watching(List<Instance> stopSet, Evaluator<A> evaluator) {
    throw InvalidInputException.ofSettings(
        "a stop set is for one class a text or a tag for each word, these labels are %s; leave"
            + " {stopSet} out, and name no {stop} that needs one",
        words);
  }

  /**
   * Why a stopping criterion that needs a stop set says nothing about these labels; empty if it
   * does.
   *
   * @param criterion its name
   */
  Optional<String> refusal(String criterion) {
    return Optional.empty();
  }

  /** Notes what was predicted for the test part, if the report tells anything of it. */
  abstract void note(RunNotes<A> notes, List<Labelled<A>> test, List<A> predicted);

  /** What a constant answer gives; empty where the report knows it from the classes. */
  abstract Optional<StudyResult.Constant> constant(Task<A> task);
}
