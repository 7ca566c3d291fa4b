package org.al4j.models.internal.tags;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.tags.TagScheme;
import org.al4j.models.internal.crf.CrfWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decoded is what all tag sequences, one by one, say. */
class TagDecoderTest {
  private static final LabelSpace LABELS = LabelSpace.of("O", "B-A", "I-A", "B-B", "I-B");
  private static final int C = 5;
  private static final int WORDS = 4;
  private static final int[] LENGTHS = {0, WORDS, 1};

  private final SplittableRandom random = new SplittableRandom(6);

  private float[] drawn(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextGaussian());
    }
    return values;
  }

  private CrfWeights chain(boolean crf) {
    return crf ? new CrfWeights(drawn(C), drawn(C * C), drawn(C)) : CrfWeights.zero(C);
  }

  /** Every sequence of {@link #WORDS} tags. */
  private static List<int[]> all() {
    List<int[]> all = new ArrayList<>();
    for (int code = 0; code < Math.pow(C, WORDS); code++) {
      int[] path = new int[WORDS];
      for (int word = 0, left = code; word < WORDS; word++, left /= C) {
        path[word] = left % C;
      }
      all.add(path);
    }
    return all;
  }

  private static double score(CrfWeights chain, float[] scores, int[] path) {
    double sum = chain.start()[path[0]] + chain.end()[path[WORDS - 1]];
    for (int word = 0; word < WORDS; word++) {
      sum += scores[word * C + path[word]];
      sum += word > 0 ? chain.transitions()[path[word - 1] * C + path[word]] : 0;
    }
    return sum;
  }

  private static List<String> names(int[] path) {
    return Arrays.stream(path).mapToObj(LABELS::name).toList();
  }

  private static boolean allowed(int[] path) {
    return TagScheme.IOB2.problem(names(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void tags_drawnScores_areTheBestThatDecodingAllows(boolean crf, boolean constrained) {
    int free = 0;
    for (int round = 0; round < 20; round++) {
      CrfWeights chain = chain(crf);
      float[] scores = drawn((WORDS + 1) * C);
      TagDecoder decoder = TagDecoder.of(LABELS, constrained, crf ? chain : null);
      int[] best =
          all().stream()
              .filter(path -> !constrained || allowed(path))
              .max((a, b) -> Double.compare(score(chain, scores, a), score(chain, scores, b)))
              .orElseThrow();
      int[] found = decoder.tags(scores, LENGTHS);
      assertArrayEquals(best, Arrays.copyOf(found, WORDS));
      free += allowed(best) ? 0 : 1;
    }
    assertEquals(!constrained, free > 0, "scores of which some ask for what IOB2 forbids");
  }

  /** With constraints the likelihoods are the model's all the same. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void likelihoods_drawnScores_areThoseOfAllSequences(boolean crf) {
    CrfWeights chain = chain(crf);
    float[] scores = drawn((WORDS + 1) * C);
    TagDecoder decoder = TagDecoder.of(LABELS, true, crf ? chain : null);
    double[] sums = all().stream().mapToDouble(path -> score(chain, scores, path)).toArray();
    double logZ = Math.log(Arrays.stream(sums).map(Math::exp).sum());
    double[] sorted = Arrays.stream(sums).map(one -> logZ - one).sorted().toArray();
    assertEquals(-sorted[0], decoder.likelihoods(scores, LENGTHS)[1], 1e-4);
    float[] best = decoder.best(scores, LENGTHS, 7);
    for (int rank = 0; rank < 7; rank++) {
      assertEquals(-sorted[rank], best[7 + rank], 1e-4, "rank " + rank);
      assertEquals(rank < C, !Float.isNaN(best[14 + rank]), "one word has as many as tags");
    }
    assertEquals(0, best[0], "no word is tagged in one way");
    assertTrue(Float.isNaN(best[1]));
    float[] words = decoder.logProbabilities(scores, LENGTHS);
    for (int word = 0; word < WORDS; word++) {
      for (int tag = 0; tag < C; tag++) {
        double p = 0;
        List<int[]> paths = all();
        for (int i = 0; i < sums.length; i++) {
          p += paths.get(i)[word] == tag ? Math.exp(sums[i] - logZ) : 0;
        }
        assertEquals(p, Math.exp(words[word * C + tag]), 1e-5);
      }
    }
  }

  /** Parts of speech are of no scheme: there is nothing to constrain. */
  @Test
  void tags_namesOfNoScheme_areFree() {
    LabelSpace speech = LabelSpace.of("NN", "VB");
    TagDecoder decoder = TagDecoder.of(speech, true, null);
    assertArrayEquals(
        new int[] {1, 0}, decoder.tags(new float[] {0, 1, 1, 0}, new int[] {2}), "by their scores");
    assertFalse(decoder.tags(new float[0], new int[] {0}).length > 0, "no word, no tag");
  }
}
