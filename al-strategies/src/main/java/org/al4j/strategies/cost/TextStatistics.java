package org.al4j.strategies.cost;

import java.util.HashSet;
import java.util.Set;
import org.al4j.core.data.Instance;

/** Numbers of a text that tell how long it takes to label. */
final class TextStatistics {
  /** Characters, words, and distinct words. */
  static final int COUNT = 3;

  private TextStatistics() {}

  static double[] of(Instance instance) {
    String[] words = split(instance);
    Set<String> distinct = new HashSet<>();
    for (String word : words) {
      distinct.add(word);
    }
    return new double[] {instance.text().length(), words.length, distinct.size()};
  }

  static int words(Instance instance) {
    return split(instance).length;
  }

  private static String[] split(Instance instance) {
    String text = instance.text().strip();
    return text.isEmpty() ? new String[0] : text.split("\\s+");
  }
}
