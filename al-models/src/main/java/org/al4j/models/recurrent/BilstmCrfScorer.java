package org.al4j.models.recurrent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.core.Seeds;
import org.al4j.models.internal.recurrent.SentenceIds;
import org.al4j.models.internal.recurrent.SentenceNetwork;
import org.al4j.models.internal.tags.SentenceScores;

/** Sentences through the network, those of like length together. */
final class BilstmCrfScorer {
  /** Words that pass the network together, unless one sentence has more. */
  private static final int WORDS = 2048;

  private final BilstmCrfParts parts;
  private final SentenceNetwork network;
  private final int tags;
  private final int width;

  BilstmCrfScorer(BilstmCrfParts parts) {
    this.parts = parts;
    this.network = new SentenceNetwork(parts.weights());
    this.tags = parts.labels().size();
    this.width = parts.options().sizes().feedForward();
  }

  /** Where the results of sentences go. */
  @SuppressWarnings("ArrayRecordComponent") // a working value
  private record Places(List<List<String>> sentences, int[] first, SentenceScores scores) {}

  /** Scores, means, and scores of so many dropout passes. */
  SentenceScores score(List<List<String>> sentences, int passes) {
    int[] lengths = sentences.stream().mapToInt(List::size).toArray();
    int[] first = new int[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      first[i + 1] = first[i] + lengths[i];
    }
    int numbers = Math.multiplyExact(first[lengths.length], tags);
    SentenceScores scores =
        new SentenceScores(
            lengths,
            new float[numbers],
            new float[lengths.length * width],
            new float[Math.multiplyExact(passes, numbers)]);
    Places places = new Places(sentences, first, scores);
    List<Integer> batch = new ArrayList<>();
    int words = 0;
    for (int sentence : byLength(lengths)) {
      if (words + lengths[sentence] > WORDS && !batch.isEmpty()) {
        run(batch, places, passes);
        batch.clear();
        words = 0;
      }
      batch.add(sentence);
      words += lengths[sentence];
    }
    run(batch, places, passes);
    return scores;
  }

  private static int[] byLength(int[] lengths) {
    return IntStream.range(0, lengths.length)
        .boxed()
        .sorted(Comparator.comparingInt(i -> lengths[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void run(List<Integer> batch, Places places, int passes) {
    List<SentenceIds> ids =
        batch.stream().map(i -> parts.vocabulary().encode(places.sentences.get(i))).toList();
    scatter(network.forward(ids), batch, places, places.scores.scores(), 0);
    float[] means = network.means();
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(means, i * width, places.scores.means(), batch.get(i) * width, width);
    }
    for (int pass = 0; pass < passes; pass++) {
      int now = pass;
      float[] dropped =
          network.forward(
              ids, parts.dropout(), i -> generator(places.sentences.get(batch.get(i)), now));
      int all = places.first[places.first.length - 1];
      scatter(dropped, batch, places, places.scores.members(), pass * all);
    }
  }

  /** By the words, so that a sentence has its masks in any company. */
  private SplittableRandom generator(List<String> words, int pass) {
    return new SplittableRandom(new Seeds(parts.seed()).seed(String.join(" ", words), pass));
  }

  private void scatter(
      float[] scores, List<Integer> batch, Places places, float[] into, int firstWord) {
    int at = 0;
    for (int sentence : batch) {
      int numbers = places.scores.lengths()[sentence] * tags;
      int to = (firstWord + places.first[sentence]) * tags;
      System.arraycopy(scores, at, into, to, numbers);
      at += numbers;
    }
  }
}
