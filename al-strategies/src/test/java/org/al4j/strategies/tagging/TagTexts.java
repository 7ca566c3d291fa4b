package org.al4j.strategies.tagging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;

/** Made-up tagged sentences of 3 to 9 words: names of two types among words that are none. */
public final class TagTexts {
  /** The tags. */
  public static final LabelSpace LABELS = LabelSpace.of("O", "B-A", "I-A", "B-B", "I-B");

  private TagTexts() {}

  /** So many of them; equal arguments give equal sentences. */
  public static Dataset<TagSequence> dataset(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Labelled<TagSequence>> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      int length = 3 + random.nextInt(6);
      while (words.size() < length) {
        String type = random.nextInt(3) > 0 ? "" : random.nextBoolean() ? "A" : "B";
        words.add((type.isEmpty() ? "any" : type) + random.nextInt(type.isEmpty() ? 60 : 25));
        tags.add(type.isEmpty() ? "O" : "B-" + type);
        if (!type.isEmpty() && random.nextBoolean()) {
          words.add(type + "last" + random.nextInt(10));
          tags.add("I-" + type);
        }
      }
      Instance instance = Instance.ofWords(String.format(Locale.ROOT, "s%04d", i), words);
      items.add(new Labelled<>(instance, new TagSequence(tags)));
    }
    return new Dataset<>(items, LABELS);
  }
}
