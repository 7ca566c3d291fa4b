package org.al4j.strategies.plasm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * What pseudo-labelling must know of a kind of annotation.
 *
 * @param <A> the kind
 */
interface PlasmKind<A extends Annotation> {
  /**
   * What is counted of an annotation: its class, a word's tag, a span.
   *
   * @param name of the class, tag or type
   * @param right whether gold has it too; false where no gold is known
   */
  record Unit(String name, boolean right) {}

  /**
   * That of the labels.
   *
   * @throws InvalidInputException if it is neither class labels nor tags
   */
  @SuppressWarnings("unchecked") // the labels are of the kind that the first one is of
  static <A extends Annotation> PlasmKind<A> of(List<Labelled<A>> gold) {
    Annotation first = gold.get(0).annotation();
    if (first instanceof ClassLabel) {
      return (PlasmKind<A>) new PlasmClasses();
    }
    if (first instanceof TagSequence) {
      return (PlasmKind<A>) new PlasmTags();
    }
    throw new InvalidInputException(
        "PLASM takes class labels and tag sequences, found "
            + first.getClass().getSimpleName()
            + "; train the successor on the gold labels");
  }

  /** What a teacher must offer for a filter. */
  Set<Output> needs(PseudoLabelFilter filter);

  /** Why a prediction does not say enough for reliability, or for soft labels; empty if it does. */
  Optional<String> lacks(Prediction<A> said, LabelSpace labels, boolean soft);

  /** How sure the teacher is of what it predicts; larger is kept first. NaN if it does not say. */
  double reliability(Prediction<A> said);

  /**
   * What the successor is to learn.
   *
   * @param said what the teacher says of each class; {@link Confidence#NONE} for its label alone
   * @param smoothing the share that is spread evenly over the classes
   */
  Confidence target(A label, Confidence said, double smoothing, LabelSpace labels);

  /** What self-influence is divided by: 1, or the number of words. */
  double size(Labelled<A> item);

  /** The teacher's quality on gold labels that it did not see, in [0, 1]. */
  double quality(List<A> gold, List<A> said);

  /** Names of the counted units, in the order of the report. */
  List<String> names(LabelSpace labels);

  /** The units of a pseudo-label. */
  List<Unit> units(A said, @Nullable A gold);

  /** Names of the types of spans; none where there are no spans. */
  List<String> types(LabelSpace labels);

  /** The spans of a pseudo-label. */
  List<Unit> spans(A said, @Nullable A gold);

  /** A share of a distribution spread evenly: {@code (1 - smoothing) p + smoothing / C}. */
  static double[] smoothed(double[] p, double smoothing) {
    double[] out = new double[p.length];
    for (int k = 0; k < p.length; k++) {
      out[k] = (1 - smoothing) * p[k] + smoothing / p.length;
    }
    return out;
  }

  /** 1 for one class, 0 for the others. */
  static double[] certain(int label, int classes) {
    double[] p = new double[classes];
    p[label] = 1;
    return p;
  }
}
