package org.al4j.models.tagger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.models.internal.engine.train.Example;
import org.jspecify.annotations.Nullable;

/**
 * Tagged sentences as the engine takes them, one example a window.
 *
 * @param smoothing share of each target that is spread evenly over the tags
 */
record TaggerTargets(
    LabelSpace labels, WordEncoder encoder, TaggerOptions.Subwords subwords, double smoothing) {
  /**
   * The windows that have a word, for each sentence.
   *
   * @throws InvalidInputException naming the instance, if its tags are not of the label space, or a
   *     target is not one
   */
  List<List<Example>> of(List<SoftLabelled<TagSequence>> items) {
    List<Instance> instances =
        items.stream().map(one -> Sentences.withWords(one.labelled().instance())).toList();
    List<int[]> tags = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      tags.add(tags(instances.get(i), items.get(i).labelled()));
    }
    List<WordWindows> windows = encoder.encode(instances);
    List<List<Example>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      all.add(of(windows.get(i), tags.get(i), targets(items.get(i)), items.get(i).weight()));
    }
    return all;
  }

  private int[] tags(Instance words, Labelled<TagSequence> item) {
    labels
        .refusal(words, item.annotation())
        .ifPresent(
            reason -> {
              throw refused(item.instance(), reason);
            });
    return item.annotation().tags().stream().mapToInt(labels::index).toArray();
  }

  /** Distributions, {@code [w, C]}; none where the tags are certain. */
  private double[][] targets(SoftLabelled<TagSequence> item) {
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

  private List<Example> of(WordWindows windows, int[] tags, double[][] soft, double weight) {
    List<Example> examples = new ArrayList<>();
    for (int at = 0; at < windows.sequences().size(); at++) {
      boolean first = subwords == TaggerOptions.Subwords.FIRST;
      int[] tokens = first ? windows.firsts(at) : windows.all(at);
      if (tokens.length == 0) {
        continue;
      }
      int length = windows.sequences().get(at).length();
      int[] wanted = new int[length];
      Arrays.fill(wanted, Example.IGNORED);
      boolean certain = soft.length == 0 && smoothing == 0;
      float[] targets = new float[certain ? 0 : length * labels.size()];
      for (int token : tokens) {
        int word = windows.words()[at][token];
        wanted[token] = tags[word];
        if (!certain) {
          put(soft.length == 0 ? null : soft[word], tags[word], targets, token);
        }
      }
      examples.add(Example.ofTokens(windows.sequences().get(at), wanted, targets, (float) weight));
    }
    return examples;
  }

  private void put(double @Nullable [] soft, int tag, float[] into, int token) {
    int size = labels.size();
    for (int k = 0; k < size; k++) {
      double base = soft != null ? soft[k] : k == tag ? 1 : 0;
      into[token * size + k] = (float) ((1 - smoothing) * base + smoothing / size);
    }
  }
}
