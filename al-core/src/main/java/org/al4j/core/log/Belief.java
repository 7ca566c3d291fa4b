package org.al4j.core.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;

/**
 * What the model that selected an instance made of it then.
 *
 * @param predicted the most probable class; the classes of at least 1/2; each word's most probable
 *     tag, whatever the tagger's decoding says of the sequence
 * @param confidence the probability of {@code predicted}, of sets the mean over the classes, of
 *     tags over the words; in [0, 1], NaN of no words
 * @param probabilities by class {@code [C]}, or {@code [w, C]} natural logarithms of those of each
 *     word's tags, in the order of the label space of then; empty where they were not kept
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, copied on the way in and out
public record Belief(Annotation predicted, double confidence, float[] probabilities) {
  /** Probabilities are kept this far from 0, as for the log loss: a mean stays finite. */
  private static final double SMALLEST = Math.ulp(1.0);

  private static final double HALF = 0.5;

  /** Copies the probabilities. */
  public Belief {
    probabilities = probabilities.clone();
    if (predicted instanceof TagSequence tags) {
      int words = tags.tags().size();
      if (words == 0 ? probabilities.length > 0 : probabilities.length % words != 0) {
        throw new IllegalArgumentException(
            "probabilities must be as many for each word, found "
                + probabilities.length
                + " for "
                + words
                + " words");
      }
    }
  }

  /**
   * Of classes that exclude each other.
   *
   * @param probabilities {@code [C]}
   */
  public static Belief ofClasses(LabelSpace labels, float[] probabilities) {
    int best = largest(probabilities, 0, probabilities.length);
    return new Belief(
        new ClassLabel(labels.name(best)), probability(probabilities[best]), probabilities);
  }

  /**
   * Of classes that do not exclude each other.
   *
   * @param probabilities {@code [C]}
   */
  public static Belief ofSet(LabelSpace labels, float[] probabilities) {
    List<String> names = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double p = probability(probabilities[i]);
      if (p >= HALF) {
        names.add(labels.name(i));
      }
      sum += Math.max(p, 1 - p);
    }
    return new Belief(LabelSet.of(names), sum / probabilities.length, probabilities);
  }

  /**
   * Of each word's tags.
   *
   * @param logs natural logarithms, {@code [w, C]}
   * @param words how many: {@code w}
   */
  public static Belief ofTags(LabelSpace labels, float[] logs, int words) {
    List<String> tags = new ArrayList<>();
    double sum = 0;
    for (int word = 0; word < words; word++) {
      int classes = logs.length / words;
      int best = largest(logs, word * classes, (word + 1) * classes);
      tags.add(labels.name(best - word * classes));
      sum += probability(Math.exp(logs[best]));
    }
    return new Belief(new TagSequence(tags), sum / tags.size(), logs);
  }

  /** The same without the probabilities, for items that have very many; no loss is known then. */
  public Belief withoutProbabilities() {
    return new Belief(predicted, confidence, new float[0]);
  }

  /**
   * How wrong it was. <b>Formula.</b> {@code -ln p} of the given class; of sets the mean over the
   * classes of {@code -ln} of the probability that each is there, or is not; of tags the mean over
   * the words. <b>Range.</b> 0 to 36.04: a probability counts as at least {@code 2^-52}.
   * <b>Direction.</b> Less is better.
   *
   * @param labels of now: those of then come first
   * @return empty if the model did not know the label, it is of another kind, or the probabilities
   *     were not kept
   */
  public OptionalDouble loss(Annotation given, LabelSpace labels) {
    if (probabilities.length == 0) {
      return OptionalDouble.empty();
    }
    if (given instanceof ClassLabel label && predicted instanceof ClassLabel) {
      int index = labels.index(label.name());
      return index < probabilities.length
          ? OptionalDouble.of(0 - Math.log(atLeastSmallest(probabilities[index])))
          : OptionalDouble.empty();
    }
    if (given instanceof LabelSet set && predicted instanceof LabelSet) {
      return lossOf(set, labels);
    }
    return given instanceof TagSequence tags && predicted instanceof TagSequence said
        ? lossOf(tags.tags(), said.tags().size(), labels)
        : OptionalDouble.empty();
  }

  private OptionalDouble lossOf(LabelSet given, LabelSpace labels) {
    boolean[] there = new boolean[probabilities.length];
    for (String name : given.names()) {
      int index = labels.index(name);
      if (index >= there.length) {
        return OptionalDouble.empty();
      }
      there[index] = true;
    }
    double sum = 0;
    for (int i = 0; i < there.length; i++) {
      sum -= Math.log(atLeastSmallest(there[i] ? probabilities[i] : 1 - probabilities[i]));
    }
    return OptionalDouble.of(sum / there.length);
  }

  /** Over the words that the model read: of a long text it may not read the end. */
  private OptionalDouble lossOf(List<String> given, int words, LabelSpace labels) {
    int read = Math.min(words, given.size());
    double sum = 0;
    for (int word = 0; word < read; word++) {
      int classes = probabilities.length / words;
      int index = labels.index(given.get(word));
      if (index >= classes) {
        return OptionalDouble.empty();
      }
      sum -= Math.max(probabilities[word * classes + index], Math.log(SMALLEST));
    }
    return read == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / read);
  }

  private static int largest(float[] values, int from, int to) {
    int best = from;
    for (int i = from + 1; i < to; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** What a float of rounding may be a little above 1. */
  private static double probability(double p) {
    return Math.min(1, p);
  }

  private static double atLeastSmallest(double p) {
    return Math.max(SMALLEST, probability(p));
  }

  @Override
  public float[] probabilities() {
    return probabilities.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Belief belief
        && predicted.equals(belief.predicted)
        && Double.compare(confidence, belief.confidence) == 0
        && Arrays.equals(probabilities, belief.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * predicted.hashCode() + Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return "Belief[" + predicted + ", " + confidence + "]";
  }
}
