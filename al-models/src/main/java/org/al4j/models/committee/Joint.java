package org.al4j.models.committee;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;

/**
 * What a committee makes of what its members say: a form for texts with a row of numbers each, and
 * one for texts with a row for each word.
 *
 * @param <A> the kind of annotation
 */
interface Joint<A extends Annotation> {
  /** All there are; of several that fit an offer the first counts. */
  static List<Joint<?>> all() {
    return Stream.concat(
            Arrays.stream(ProblemType.values()).map(AnnotationKind::of).map(JointRows::new),
            Stream.of(new JointTags()))
        .collect(Collectors.toUnmodifiableList());
  }

  /** That of members who offer one of {@code offers}. */
  static Optional<Joint<?>> offering(Set<Output> offers) {
    return all().stream().filter(one -> offers.contains(one.said())).findFirst();
  }

  /** That of a problem's name in files. */
  static Optional<Joint<?>> of(String problem) {
    return all().stream().filter(one -> one.problem().equals(problem)).findFirst();
  }

  /** The annotations' class. */
  Class<A> type();

  /** Its name in files. */
  String problem();

  /** The name of its learner's settings. */
  String learner();

  /** Whether there are classes to predict. */
  boolean hasClasses();

  /** What is asked of each member. */
  Output said();

  /** What the committee gives. */
  Set<Output> offers();

  /**
   * The committee's pass.
   *
   * @param labels the committee's
   */
  void forward(
      List<? extends ActiveModel<A>> members,
      LabelSpace labels,
      Iterable<Instance> xs,
      Set<Output> wanted,
      Consumer<Outputs> sink);

  /** The committee's predictions. */
  void predict(
      List<? extends ActiveModel<A>> members,
      LabelSpace labels,
      Iterable<Instance> xs,
      Consumer<Prediction<A>> sink);
}
