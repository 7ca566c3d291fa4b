package org.al4j.models.transformer;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.SoftLabelled;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.FineTuning;
import org.al4j.models.internal.text.TextEncoder;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.kind.StoppingSplit;
import org.al4j.models.kind.Targets;

/**
 * Examples as the engine takes them: tokenized, with targets and weights.
 *
 * @param scale of numbers; {@link Scale#NONE} for other kinds
 */
record TrainingSet<A extends Annotation>(
    Recipe recipe, AnnotationKind<A> kind, LabelSpace labels, TextEncoder encoder, Scale scale) {
  /**
   * Splits off what early stopping holds out, unless it is given, and smooths and weighs the rest.
   *
   * @param validation given held-out examples, possibly none
   */
  FineTuning.Data data(
      List<SoftLabelled<A>> examples, List<SoftLabelled<A>> validation, long seed) {
    List<SoftLabelled<A>> training = new ArrayList<>(examples);
    training.sort(Targets.order());
    List<SoftLabelled<A>> heldOut = new ArrayList<>();
    if (recipe.earlyStopping().isPresent()) {
      heldOut.addAll(validation);
      if (heldOut.isEmpty()) {
        heldOut.addAll(StoppingSplit.take(training, recipe.earlyStopping().get(), seed));
      }
      heldOut.sort(Targets.order());
    }
    double[] weights = classWeights(training);
    return new FineTuning.Data(
        examples(training, weights, recipe.loss().smoothing()), examples(heldOut, weights, 0));
  }

  /** Of classes that exclude each other; empty where there are none. */
  private double[] classWeights(List<SoftLabelled<A>> training) {
    if (kind.problem() != ProblemType.SINGLE_LABEL_CLASSIFICATION) {
      return new double[0]; // other recipes were refused
    }
    double[] counts = new double[labels.size()];
    for (SoftLabelled<A> one : training) {
      double[] target = kind.target(one, labels);
      for (int k = 0; k < counts.length; k++) {
        counts[k] += one.weight() * target[k];
      }
    }
    return recipe.loss().classWeights().of(labels, counts);
  }

  private List<Example> examples(
      List<SoftLabelled<A>> items, double[] classWeights, double smoothing) {
    List<Sequence> sequences =
        encoder.encode(items.stream().map(one -> one.labelled().instance()).toList()).sequences();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      SoftLabelled<A> one = items.get(i);
      double[] target = kind.target(one, labels);
      float[] inward = new float[target.length];
      for (int k = 0; k < target.length; k++) {
        double smoothed = (1 - smoothing) * target[k] + smoothing / target.length;
        inward[k] = (float) (scale.isNone() ? smoothed : scale.inward(target[k]));
      }
      float weight =
          (float) (one.weight() * classWeight(one.labelled().annotation(), classWeights));
      examples.add(new Example(sequences.get(i), inward, weight));
    }
    return examples;
  }

  private double classWeight(A annotation, double[] classWeights) {
    return annotation instanceof ClassLabel label ? classWeights[labels.index(label.name())] : 1;
  }
}
