package org.al4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;

/** Made-up tagged sentences: names of people and places have words of their own, mostly. */
public final class FakeSentences {
  /** Tags in IOB2. */
  public static final LabelSpace LABELS = LabelSpace.of("B-LOC", "B-PER", "I-LOC", "I-PER", "O");

  private static final int NAMES = 12;
  private static final int COMMON = 25;

  private FakeSentences() {}

  /** {@code count} sentences of 3 to 12 words; equal arguments give equal sentences. */
  public static Dataset<TagSequence> dataset(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Labelled<TagSequence>> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      int length = 3 + random.nextInt(8);
      while (words.size() < length) {
        sayOne(random, words, tags);
      }
      Instance instance = Instance.ofWords(String.format(Locale.ROOT, "s%06d", i), words);
      items.add(new Labelled<>(instance, new TagSequence(tags)));
    }
    return new Dataset<>(items, LABELS);
  }

  private static void sayOne(SplittableRandom random, List<String> words, List<String> tags) {
    int what = random.nextInt(10);
    if (what > 2) {
      words.add("any" + random.nextInt(COMMON));
      tags.add("O");
      return;
    }
    String type = what == 0 ? "LOC" : "PER";
    words.add(name(random, type));
    tags.add("B-" + type);
    if (random.nextBoolean()) {
      words.add(name(random, type + "s"));
      tags.add("I-" + type);
    }
  }

  /** One in eight could be a person or a place. */
  private static String name(SplittableRandom random, String type) {
    String kind = random.nextInt(8) == 0 ? "Both" : type;
    return kind + random.nextInt(NAMES);
  }
}
