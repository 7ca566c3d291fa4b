package org.al4j.models.tagger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.tags.TagTargets;

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
    TagTargets numbers = new TagTargets(labels, smoothing);
    List<int[]> tags = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      tags.add(numbers.tags(instances.get(i), items.get(i).labelled()));
    }
    List<WordWindows> windows = encoder.encode(instances);
    List<List<Example>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      double[][] soft = numbers.given(items.get(i));
      all.add(of(windows.get(i), tags.get(i), soft, items.get(i).weight()));
    }
    return all;
  }

  private List<Example> of(WordWindows windows, int[] tags, double[][] soft, double weight) {
    TagTargets numbers = new TagTargets(labels, smoothing);
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
          numbers.put(soft.length == 0 ? null : soft[word], tags[word], targets, token);
        }
      }
      examples.add(Example.ofTokens(windows.sequences().get(at), wanted, targets, (float) weight));
    }
    return examples;
  }
}
