package org.al4j.core.model;

import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;

/**
 * What a successor model says about an instance.
 *
 * @param annotation the predicted annotation
 * @param confidence how sure the model is, in the form of the annotation's kind
 */
public record Prediction<A extends Annotation>(
    Instance instance, A annotation, Confidence confidence) {
  /**
   * Refuses what is no prediction.
   *
   * @throws InvalidInputException naming the instance
   */
  public Prediction {
    Objects.requireNonNull(instance, "instance");
    Objects.requireNonNull(confidence, "confidence");
    if (annotation == null) {
      throw bad(instance, "a model must predict an annotation, found null");
    }
    if (!confidence.fits(annotation)) {
      throw bad(
          instance,
          "a confidence must be of the annotation's kind, found "
              + confidence.getClass().getSimpleName()
              + " for "
              + annotation);
    }
  }

  /**
   * With numbers by class.
   *
   * @param probabilities one per class in the order of the label space, from 0 to 1; those of a
   *     class label sum to 1; empty where the model has none
   * @throws InvalidInputException naming the instance
   */
  public Prediction(Instance instance, A annotation, double[] probabilities) {
    this(instance, annotation, form(instance, annotation, probabilities));
  }

  /** The numbers by class; empty where the model has none. */
  public double[] probabilities() {
    return confidence.byClass();
  }

  private static Confidence form(Instance instance, Annotation annotation, double[] numbers) {
    try {
      return Confidence.byClass(annotation, numbers);
    } catch (InvalidInputException e) {
      throw bad(instance, e.getMessage());
    }
  }

  private static InvalidInputException bad(Instance instance, String rule) {
    return new InvalidInputException("instance '" + instance.id() + "': " + rule);
  }
}
