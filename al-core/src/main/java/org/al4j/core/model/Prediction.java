package org.al4j.core.model;

import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;

/**
 * What a successor model says about an instance.
 *
 * @param annotation the predicted annotation
 * @param probabilities one per class in the order of the label space, from 0 to 1; those of a class
 *     label sum to 1; empty where the model has none
 */
@SuppressWarnings("ArrayRecordComponent") // predictions are streamed and never compared
public record Prediction<A extends Annotation>(
    Instance instance, A annotation, double[] probabilities) {
  /** Float32 sums over many classes may differ from one by this much. */
  private static final double TOLERANCE = 1e-3;

  /**
   * Refuses probabilities that are none.
   *
   * @throws InvalidInputException naming the instance
   */
  public Prediction {
    Objects.requireNonNull(instance, "instance");
    if (annotation == null) {
      throw bad(instance, "a model must predict an annotation, found null");
    }
    double sum = 0;
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1 + TOLERANCE)) {
        throw bad(instance, "a probability must be in [0, 1], found " + p);
      }
      sum += p;
    }
    boolean exclusive = probabilities.length > 0 && annotation instanceof ClassLabel;
    if (exclusive && Math.abs(sum - 1) > TOLERANCE) {
      throw bad(instance, "probabilities must sum to 1, found " + sum);
    }
  }

  private static InvalidInputException bad(Instance instance, String rule) {
    return new InvalidInputException("instance '" + instance.id() + "': " + rule);
  }
}
