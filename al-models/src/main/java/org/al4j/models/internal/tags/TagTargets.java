package org.al4j.models.internal.tags;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.models.kind.Targets;
import org.jspecify.annotations.Nullable;

/**
 * Tagged sentences as numbers.
 *
 * @param labels the tags
 * @param smoothing share of each target that is spread evenly over the tags
 */
public record TagTargets(LabelSpace labels, double smoothing) {
  /** The order of examples, which must not depend on that of a list. */
  public static Comparator<SoftLabelled<TagSequence>> order() {
    return Targets.<TagSequence>order().thenComparing(TagTargets::all, Arrays::compare);
  }

  private static double[] all(SoftLabelled<TagSequence> one) {
    return one.target() instanceof Confidence.Words words
        ? Arrays.stream(words.probabilities()).flatMapToDouble(Arrays::stream).toArray()
        : new double[0];
  }

  /** Refuses what no tagger can learn from: no example, or one tag. */
  public static void require(List<SoftLabelled<TagSequence>> examples, LabelSpace labels) {
    if (examples.isEmpty()) {
      throw new InvalidInputException("no labelled instance to train on; label at least one");
    }
    if (labels.size() < 2) {
      throw new InvalidInputException(
          "a network that tags words needs two tags or more, found "
              + labels
              + "; declare the others, too");
    }
  }

  /**
   * Places of the tags in the label space.
   *
   * @param words the sentence with its words
   * @throws InvalidInputException naming the instance, if tags are not of the label space
   */
  public int[] tags(Instance words, Labelled<TagSequence> item) {
    labels
        .refusal(words, item.annotation())
        .ifPresent(
            reason -> {
              throw refused(item.instance(), reason);
            });
    return item.annotation().tags().stream().mapToInt(labels::index).toArray();
  }

  /**
   * Distributions that were given, {@code [w, C]}; none where the tags are certain.
   *
   * @throws InvalidInputException naming the instance, if they are not of as many tags
   */
  public double[][] given(SoftLabelled<TagSequence> item) {
    double[][] soft =
        item.target() instanceof Confidence.Words words ? words.probabilities() : new double[0][];
    for (double[] word : soft) {
      if (word.length != labels.size()) {
        throw refused(
            item.labelled().instance(),
            "a target has a probability for each of the "
                + labels.size()
                + " tags of a word, found "
                + word.length);
      }
    }
    return soft;
  }

  private static InvalidInputException refused(Instance x, String reason) {
    return new InvalidInputException("instance '" + x.id() + "': " + reason);
  }

  /**
   * Writes a word's distribution, smoothed.
   *
   * @param soft what was given; null for the tag alone
   * @param row of {@code C} numbers in {@code into}
   */
  public void put(double @Nullable [] soft, int tag, float[] into, int row) {
    int size = labels.size();
    for (int k = 0; k < size; k++) {
      double base = soft != null ? soft[k] : k == tag ? 1 : 0;
      into[row * size + k] = (float) ((1 - smoothing) * base + smoothing / size);
    }
  }
}
