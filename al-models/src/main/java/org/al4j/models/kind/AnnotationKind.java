package org.al4j.models.kind;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;

/**
 * What models of one class, of several classes and of a number differ in. From the scores of the
 * last layer, {@code [n, width]}, come the numbers that the model says, and from these its
 * prediction; the gradient of each kind's loss by the scores is what is said less the target.
 *
 * @param <A> the kind of annotation
 */
public sealed interface AnnotationKind<A extends Annotation>
    permits OneClass, SeveralClasses, OneNumber {
  /** From this probability on an instance has a class, unless a setting says otherwise. */
  double THRESHOLD = 0.5;

  /** One class: softmax. */
  AnnotationKind<ClassLabel> CLASS = new OneClass();

  /** Any number of classes, each with a probability of one half or more. */
  AnnotationKind<LabelSet> CLASSES = new SeveralClasses(THRESHOLD);

  /** A number. */
  AnnotationKind<RealValue> NUMBER = new OneNumber();

  /** The kind whose models offer one of {@code offers}; the first of class, classes and number. */
  static Optional<AnnotationKind<?>> offering(Set<Output> offers) {
    for (AnnotationKind<?> kind : List.of(CLASS, CLASSES, NUMBER)) {
      if (offers.contains(kind.said())) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The kind of a problem, with the usual threshold. */
  static AnnotationKind<?> of(ProblemType problem) {
    return switch (problem) {
      case SINGLE_LABEL_CLASSIFICATION -> CLASS;
      case MULTI_LABEL_CLASSIFICATION -> CLASSES;
      case REGRESSION -> NUMBER;
    };
  }

  /** The annotations' class. */
  Class<A> type();

  /** Its name in files. */
  ProblemType problem();

  /** What a model of this kind says: the output that the others follow from. */
  Output said();

  /** The same of each member of a committee or each dropout pass. */
  Output saidByMembers();

  /** How many scores an instance has. */
  int width(LabelSpace labels);

  /**
   * What a model says by its scores.
   *
   * @param scores {@code [n, width]} in c-order, finite
   * @return {@code [n, width]} in c-order
   */
  float[] said(float[] scores, int width);

  /** What a model should say of an instance that certainly has the annotation, {@code [width]}. */
  double[] certain(A annotation, LabelSpace labels);

  /** Refuses numbers by class that cannot be a target; empty if they can. */
  Optional<String> wrongTarget(double[] target);

  /**
   * The annotation by what is said.
   *
   * @param said numbers of several instances; those of this one begin at {@code at}
   */
  A predicted(float[] said, int at, LabelSpace labels);

  /**
   * A prediction with its confidence.
   *
   * @param said numbers of several instances; those of {@code x} begin at {@code at}
   * @throws InvalidInputException naming the instance, if they are not what the kind has
   */
  default Prediction<A> prediction(Instance x, float[] said, int at, LabelSpace labels) {
    double[] row = new double[width(labels)];
    for (int k = 0; k < row.length; k++) {
      row[k] = said[at + k];
    }
    return new Prediction<>(x, predicted(said, at, labels), row);
  }

  /**
   * What a model should say of an example: its target, or else its annotation as certain, {@code
   * [width]}.
   *
   * @throws InvalidInputException naming the instance, if the annotation is not of the label space
   *     or the target not of the kind
   */
  default double[] target(SoftLabelled<A> example, LabelSpace labels) {
    Labelled<A> item = example.labelled();
    labels
        .refusal(item.instance(), item.annotation())
        .ifPresent(
            reason -> {
              throw refused(item, reason);
            });
    double[] target = example.target().byClass();
    if (target.length == 0) {
      return certain(item.annotation(), labels);
    }
    if (target.length != labels.size()) {
      throw refused(
          item,
          String.format(
              Locale.ROOT,
              "a target has a probability for each of the %d classes, found %d",
              labels.size(),
              target.length));
    }
    wrongTarget(target)
        .ifPresent(
            reason -> {
              throw refused(item, reason);
            });
    return target.clone();
  }

  private static InvalidInputException refused(Labelled<?> item, String reason) {
    return new InvalidInputException("instance '" + item.instance().id() + "': " + reason);
  }
}
