package org.al4j.models.internal.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Made-up sentences of ids and a small network for them. */
final class RandomSentences {
  static final int WORDS = 7;
  static final int CHARACTERS = 9;
  static final int[] LENGTHS = {2, 5, 1, 3};

  private final SplittableRandom random = new SplittableRandom(5);

  static TaggerShape shape() {
    TaggerShape.Characters characters =
        new TaggerShape.Characters(3, new TreeMap<>(Map.of(2, 2, 3, 3)));
    return new TaggerShape(3, 2, characters, 4, 5, 3);
  }

  NetworkWeights weights() {
    float[] words = numbers(WORDS * 3);
    float[] vectors = numbers(WORDS * 2);
    NetworkWeights weights = NetworkWeights.draw(shape(), words, vectors, CHARACTERS, 2);
    for (DenseWeights.Named one : weights.dense().arrays()) {
      if (!one.name().endsWith("weight")) {
        float[] drawn = numbers(one.values().capacity());
        one.values().put(0, drawn, 0, drawn.length);
      }
    }
    return weights;
  }

  /** From -1 to 1. */
  float[] numbers(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  List<SentenceIds> batch() {
    List<SentenceIds> batch = new ArrayList<>();
    for (int length : LENGTHS) {
      int[] words = random.ints(length, 1, WORDS).toArray();
      int[] vectors = random.ints(length, 1, WORDS).toArray();
      int[][] characters = new int[length][];
      for (int i = 0; i < length; i++) {
        characters[i] = random.ints(random.nextInt(6), 1, CHARACTERS).toArray();
      }
      batch.add(new SentenceIds(words, vectors, characters));
    }
    return batch;
  }

  ChainTargets targets(boolean soft) {
    int words = 11;
    float[] rows = new float[soft ? words * 3 : 0];
    for (int i = 0; i < rows.length; i += 3) {
      double first = random.nextDouble();
      double second = (1 - first) * random.nextDouble();
      rows[i] = (float) first;
      rows[i + 1] = (float) second;
      rows[i + 2] = (float) (1 - first - second);
    }
    return new ChainTargets(
        random.ints(words, 0, 3).toArray(), rows, new float[] {0.5f, 0.25f, 1, 0.125f});
  }
}
