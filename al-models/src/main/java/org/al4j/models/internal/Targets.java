package org.al4j.models.internal;

import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;

/** What a classifier's softmax should give for an example. */
public final class Targets {
  private static final double TOLERANCE = 1e-5;
  private static final double[] NONE = {};

  private Targets() {}

  /** A gold example that counts once. */
  public static <A extends Annotation> SoftLabelled<A> plain(Labelled<A> item) {
    return new SoftLabelled<>(item, 1, NONE, SoftLabelled.GOLD);
  }

  /**
   * The example's distribution, or its label's as one-hot, {@code [C]}.
   *
   * @throws InvalidInputException naming the instance, if the label is not in the space or the
   *     distribution is none over it
   */
  public static double[] of(SoftLabelled<ClassLabel> example, LabelSpace labels) {
    Labelled<ClassLabel> item = example.labelled();
    labels
        .refusal(item.instance(), item.annotation())
        .ifPresent(
            reason -> {
              throw refused(item, reason);
            });
    if (example.target().byClass().length > 0) {
      return distribution(example, labels);
    }
    double[] oneHot = new double[labels.size()];
    oneHot[labels.index(item.annotation().name())] = 1;
    return oneHot;
  }

  private static double[] distribution(SoftLabelled<ClassLabel> example, LabelSpace labels) {
    double[] target = example.target().byClass();
    if (target.length != labels.size()) {
      throw refused(
          example.labelled(),
          "a target has a probability for each of the %d classes, found %d"
              .formatted(labels.size(), target.length));
    }
    double sum = 0;
    for (double p : target) {
      if (!(p >= 0)) {
        throw refused(example.labelled(), "probabilities are 0 or more, found " + p);
      }
      sum += p;
    }
    if (!(Math.abs(sum - 1) <= TOLERANCE)) {
      throw refused(example.labelled(), "a target's probabilities sum to 1, found " + sum);
    }
    return target.clone();
  }

  private static InvalidInputException refused(Labelled<ClassLabel> item, String reason) {
    return new InvalidInputException("instance '" + item.instance().id() + "': " + reason);
  }
}
