package org.al4j.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.al4j.models.internal.recurrent.ChainTargets;
import org.al4j.models.internal.recurrent.DropoutShares;
import org.al4j.models.internal.recurrent.NetworkTrainer;
import org.al4j.models.internal.recurrent.NetworkWeights;
import org.al4j.models.internal.recurrent.SentenceIds;
import org.al4j.models.internal.recurrent.TaggerShape;

/**
 * Training steps of a CNN-BiLSTM-CRF with the sizes of {@code bilstm-crf} on made-up sentences
 * whose lengths, in words and in characters, are spread as those of CoNLL-2003. Not thread-safe.
 */
public final class RecurrentSpeed {
  /** Rows of the frozen word vectors. */
  private static final int WORDS = 5000;

  private static final int WIDTH = 100;

  private static final int CHARACTERS = 90;

  private static final int TAGS = 9;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double DROPPED = 0.1;
  private static final double RATE = 1e-3;

  /** Every fifteenth of the sentences of eng.train by their words; the last is cut. */
  private static final int[] LENGTHS = {1, 2, 3, 5, 6, 7, 8, 9, 11, 13, 17, 21, 26, 30, 35, 50};

  /** The same of its words by their characters. */
  private static final int[] SPELLED = {1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 15};

  private final List<List<SentenceIds>> batches = new ArrayList<>();
  private final List<ChainTargets> targets = new ArrayList<>();
  private final NetworkTrainer trainer;
  private int done;

  /** So many batches of so many sentences. */
  public RecurrentSpeed(int count, int size) {
    SplittableRandom random = new SplittableRandom(1);
    TaggerShape.Characters characters =
        new TaggerShape.Characters(25, new TreeMap<>(Map.of(2, 15, 3, 15)));
    TaggerShape shape = new TaggerShape(0, WIDTH, characters, 128, 128, TAGS);
    float[] vectors = new float[WORDS * WIDTH];
    NetworkWeights.fillVectors(vectors, WIDTH, WIDTH, 2);
    trainer =
        new NetworkTrainer(
            NetworkWeights.draw(shape, new float[0], vectors, CHARACTERS, 3),
            new NetworkTrainer.Options(0.01, false, 5));
    for (int i = 0; i < count; i++) {
      List<SentenceIds> batch = new ArrayList<>();
      for (int s = 0; s < size; s++) {
        batch.add(sentence(random));
      }
      int words = batch.stream().mapToInt(SentenceIds::length).sum();
      float[] factors = new float[size];
      Arrays.fill(factors, 1f / size);
      batches.add(batch);
      targets.add(new ChainTargets(random.ints(words, 0, TAGS).toArray(), new float[0], factors));
    }
  }

  private static SentenceIds sentence(SplittableRandom random) {
    int length = drawn(LENGTHS, random);
    int[][] characters = new int[length][];
    for (int i = 0; i < length; i++) {
      characters[i] = random.ints(drawn(SPELLED, random), 1, CHARACTERS).toArray();
    }
    return new SentenceIds(new int[length], random.ints(length, 1, WORDS).toArray(), characters);
  }

  /** Evenly between two neighbours. */
  private static int drawn(int[] quantiles, SplittableRandom random) {
    int at = random.nextInt(quantiles.length - 1);
    return quantiles[at] + random.nextInt(quantiles[at + 1] - quantiles[at] + 1);
  }

  /** Writes sizes and batches as JSON, for a peer. */
  public void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), json());
  }

  private ObjectNode json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("words", WORDS).put("width", WIDTH);
    root.put("characters", CHARACTERS).put("tags", TAGS);
    ArrayNode all = root.putArray("batches");
    for (int batch = 0; batch < batches.size(); batch++) {
      ObjectNode one = all.addObject();
      ArrayNode sentences = one.putArray("sentences");
      for (SentenceIds sentence : batches.get(batch)) {
        ArrayNode words = sentences.addArray();
        for (int i = 0; i < sentence.length(); i++) {
          ArrayNode word = words.addArray().add(sentence.vectors()[i]).addArray();
          for (int character : sentence.characters()[i]) {
            word.add(character);
          }
        }
      }
      ArrayNode tags = one.putArray("tags");
      for (int tag : targets.get(batch).gold()) {
        tags.add(tag);
      }
    }
    return root;
  }

  /** Seconds of a training step with dropout on the next batch. */
  public double step() {
    int batch = done++ % batches.size();
    int seed = done;
    NetworkTrainer.Dropout dropout =
        new NetworkTrainer.Dropout(
            new DropoutShares(DROPPED, DROPPED, DROPPED, DROPPED),
            i -> new SplittableRandom(31L * seed + i));
    long start = System.nanoTime();
    trainer.update(batches.get(batch), targets.get(batch), dropout, RATE);
    return (System.nanoTime() - start) / 1e9;
  }
}
