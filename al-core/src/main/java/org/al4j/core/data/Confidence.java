package org.al4j.core.data;

import java.util.Objects;
import org.al4j.core.InvalidInputException;

/**
 * How sure a model is of an annotation, or what a training is to make it sure of: one form for each
 * kind of annotation, and none.
 */
public sealed interface Confidence {
  /** Float32 sums over many classes may differ from one by this much. */
  double TOLERANCE = 1e-3;

  /** What the annotation's model does not say. */
  Confidence NONE = new None();

  /**
   * A class label's: the classes exclude each other.
   *
   * @param probabilities one per class in the order of the label space, from 0 to 1, summing to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // streamed and never compared
  record Classes(double[] probabilities) implements Confidence {
    /** Refuses what is no distribution. */
    public Classes {
      Objects.requireNonNull(probabilities, "probabilities");
      double sum = requireProbabilities(probabilities);
      if (!(Math.abs(sum - 1) <= TOLERANCE)) {
        throw new InvalidInputException("probabilities must sum to 1, found " + sum);
      }
    }
  }

  /**
   * A label set's: each class is there or not, whatever the others.
   *
   * @param probabilities one per class in the order of the label space, from 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // streamed and never compared
  record Independent(double[] probabilities) implements Confidence {
    /** Refuses what is no probability. */
    public Independent {
      Objects.requireNonNull(probabilities, "probabilities");
      requireProbabilities(probabilities);
    }
  }

  /**
   * A tag sequence's.
   *
   * @param probabilities of the tags of each word, {@code [w][C]}; each word's sum to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // streamed and never compared
  record Words(double[][] probabilities) implements Confidence {
    /** Refuses a word whose probabilities are no distribution. */
    public Words {
      for (double[] word : probabilities) {
        double sum = requireProbabilities(word);
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
          throw new InvalidInputException("a word's probabilities must sum to 1, found " + sum);
        }
      }
    }
  }

  /**
   * A text's, or that of a whole sequence of tags.
   *
   * @param logLikelihood natural logarithm, of the whole annotation, at most 0 for tokens
   */
  record Likelihood(double logLikelihood) implements Confidence {
    /** Refuses what is not finite. */
    public Likelihood {
      if (!Double.isFinite(logLikelihood)) {
        throw new InvalidInputException("a log-likelihood must be finite, found " + logLikelihood);
      }
    }
  }

  /**
   * A number's.
   *
   * @param deviation its standard deviation, in the number's unit, 0 or more
   */
  record Spread(double deviation) implements Confidence {
    /** Refuses what is negative or not finite. */
    public Spread {
      if (!(deviation >= 0 && Double.isFinite(deviation))) {
        throw new InvalidInputException(
            "a standard deviation must be 0 or more and finite, found " + deviation);
      }
    }
  }

  /** Nothing is said. */
  record None() implements Confidence {}

  /**
   * The form that numbers by class have for a kind of annotation.
   *
   * @param probabilities in the order of the label space; without any, {@link #NONE}
   * @throws InvalidInputException if they are not what the kind has
   */
  static Confidence byClass(Annotation annotation, double[] probabilities) {
    if (probabilities.length == 0) {
      return NONE;
    }
    return annotation instanceof LabelSet
        ? new Independent(probabilities)
        : new Classes(probabilities);
  }

  /** The numbers by class of {@link Classes} and {@link Independent}; of others none. */
  default double[] byClass() {
    if (this instanceof Classes classes) {
      return classes.probabilities();
    }
    return this instanceof Independent independent ? independent.probabilities() : new double[0];
  }

  /** Whether an annotation of this kind can have this form. */
  default boolean fits(Annotation annotation) {
    if (this instanceof Classes) {
      return annotation instanceof ClassLabel;
    }
    if (this instanceof Independent) {
      return annotation instanceof LabelSet;
    }
    if (this instanceof Words words) {
      return annotation instanceof TagSequence tags
          && tags.tags().size() == words.probabilities().length;
    }
    if (this instanceof Spread) {
      return annotation instanceof RealValue;
    }
    return true;
  }

  private static double requireProbabilities(double[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1 + TOLERANCE)) {
        throw new InvalidInputException("a probability must be in [0, 1], found " + p);
      }
      sum += p;
    }
    return sum;
  }
}
