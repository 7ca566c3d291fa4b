package org.al4j.models.transformer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.SoftLabelled;
import org.al4j.models.internal.AnnotationKind;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.transformer.internal.Example;
import org.al4j.models.transformer.internal.FineTuning;
import org.al4j.models.transformer.internal.Sequence;

/** Examples as the engine takes them: tokenized, with targets and weights. */
record TrainingSet(Recipe recipe, LabelSpace labels, TextEncoder encoder) {
  /** By id and content, so that the caller's order does not matter. */
  private static final Comparator<SoftLabelled<ClassLabel>> ORDER =
      Comparator.comparing((SoftLabelled<ClassLabel> one) -> one.labelled().instance().id())
          .thenComparing(one -> one.labelled().annotation().name())
          .thenComparingDouble(SoftLabelled::weight)
          .thenComparing(item -> item.target().byClass(), Arrays::compare);

  /**
   * Splits off what early stopping holds out, unless it is given, and smooths and weighs the rest.
   *
   * @param validation given held-out examples, possibly none
   */
  FineTuning.Data data(
      List<SoftLabelled<ClassLabel>> examples,
      List<SoftLabelled<ClassLabel>> validation,
      long seed) {
    List<SoftLabelled<ClassLabel>> training = new ArrayList<>(examples);
    training.sort(ORDER);
    List<SoftLabelled<ClassLabel>> heldOut = new ArrayList<>();
    if (recipe.earlyStopping().isPresent()) {
      heldOut.addAll(validation);
      if (heldOut.isEmpty()) {
        heldOut.addAll(split(training, recipe.earlyStopping().get(), seed));
      }
      heldOut.sort(ORDER);
    }
    double[] weights = classWeights(training);
    return new FineTuning.Data(
        examples(training, weights, recipe.loss().smoothing()), examples(heldOut, weights, 0));
  }

  /**
   * Takes a share of the examples out of the list, equal texts together: a bagged member has some
   * more than once, and what it was trained on would say nothing held out.
   */
  private static List<SoftLabelled<ClassLabel>> split(
      List<SoftLabelled<ClassLabel>> from, EarlyStopping stopping, long seed) {
    if (from.size() < 2) {
      throw new InvalidInputException(
          "early stopping holds labelled instances out and needs at least 2, found "
              + from.size()
              + "; label more, or give validation data");
    }
    long share = Math.round(stopping.validationShare() * from.size());
    int count = (int) Math.max(1, Math.min(from.size() - 1, share));
    SplittableRandom random = new SplittableRandom(new Seeds(seed).seed("validation", 0));
    List<SoftLabelled<ClassLabel>> taken = new ArrayList<>();
    while (taken.isEmpty() || (taken.size() < count && severalTexts(from))) {
      SoftLabelled<ClassLabel> one = from.remove(random.nextInt(from.size()));
      taken.add(one);
      if (severalTexts(from) || !textKey(from.get(0)).equals(textKey(one))) {
        List<SoftLabelled<ClassLabel>> equal =
            from.stream().filter(other -> textKey(other).equals(textKey(one))).toList();
        from.removeIf(other -> textKey(other).equals(textKey(one)));
        taken.addAll(equal);
      }
    }
    return taken;
  }

  private static boolean severalTexts(List<SoftLabelled<ClassLabel>> examples) {
    String first = textKey(examples.get(0));
    return examples.stream().anyMatch(one -> !textKey(one).equals(first));
  }

  private static String textKey(SoftLabelled<ClassLabel> one) {
    return one.labelled().instance().textKey();
  }

  private double[] classWeights(List<SoftLabelled<ClassLabel>> training) {
    double[] counts = new double[labels.size()];
    for (SoftLabelled<ClassLabel> one : training) {
      double[] target = AnnotationKind.CLASS.target(one, labels);
      for (int k = 0; k < counts.length; k++) {
        counts[k] += one.weight() * target[k];
      }
    }
    return recipe.loss().classWeights().of(labels, counts);
  }

  private List<Example> examples(
      List<SoftLabelled<ClassLabel>> items, double[] classWeights, double smoothing) {
    List<Sequence> sequences =
        encoder.encode(items.stream().map(one -> one.labelled().instance()).toList()).sequences();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      SoftLabelled<ClassLabel> one = items.get(i);
      double[] target = AnnotationKind.CLASS.target(one, labels);
      float[] smoothed = new float[target.length];
      for (int k = 0; k < target.length; k++) {
        smoothed[k] = (float) ((1 - smoothing) * target[k] + smoothing / target.length);
      }
      int label = labels.index(one.labelled().annotation().name());
      float weight = (float) (one.weight() * classWeights[label]);
      examples.add(new Example(sequences.get(i), smoothed, weight));
    }
    return examples;
  }
}
