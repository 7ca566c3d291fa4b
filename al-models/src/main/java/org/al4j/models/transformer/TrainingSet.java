package org.al4j.models.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
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
import org.al4j.models.kind.Targets;
import org.al4j.models.training.EarlyStopping;

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
        heldOut.addAll(split(training, recipe.earlyStopping().get(), seed));
      }
      heldOut.sort(Targets.order());
    }
    double[] weights = classWeights(training);
    return new FineTuning.Data(
        examples(training, weights, recipe.loss().smoothing()), examples(heldOut, weights, 0));
  }

  /**
   * Takes a share of the examples out of the list, equal texts together: a bagged member has some
   * more than once, and what it was trained on would say nothing held out.
   */
  private List<SoftLabelled<A>> split(
      List<SoftLabelled<A>> from, EarlyStopping stopping, long seed) {
    if (from.size() < 2) {
      throw new InvalidInputException(
          "early stopping holds labelled instances out and needs at least 2, found "
              + from.size()
              + "; label more, or give validation data");
    }
    long share = Math.round(stopping.validationShare() * from.size());
    int count = (int) Math.max(1, Math.min(from.size() - 1, share));
    SplittableRandom random = new SplittableRandom(new Seeds(seed).seed("validation", 0));
    List<SoftLabelled<A>> taken = new ArrayList<>();
    while (taken.isEmpty() || (taken.size() < count && severalTexts(from))) {
      SoftLabelled<A> one = from.remove(random.nextInt(from.size()));
      taken.add(one);
      if (severalTexts(from) || !textKey(from.get(0)).equals(textKey(one))) {
        List<SoftLabelled<A>> equal =
            from.stream().filter(other -> textKey(other).equals(textKey(one))).toList();
        from.removeIf(other -> textKey(other).equals(textKey(one)));
        taken.addAll(equal);
      }
    }
    return taken;
  }

  private static boolean severalTexts(List<? extends SoftLabelled<?>> examples) {
    String first = textKey(examples.get(0));
    return examples.stream().anyMatch(one -> !textKey(one).equals(first));
  }

  private static String textKey(SoftLabelled<?> one) {
    return one.labelled().instance().textKey();
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
