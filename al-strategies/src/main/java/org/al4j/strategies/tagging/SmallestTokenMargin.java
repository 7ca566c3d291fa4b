package org.al4j.strategies.tagging;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the sentences with a word whose two most probable tags are nearest to each other.
 *
 * <p><b>Utility</b>: {@code 1 - min_i (p_i1 - p_i2)} over the words i, with {@code p_i1 >= p_i2}
 * the two largest probabilities; in {@code [0, 1]}, larger is selected first. A sentence without
 * words has 0.
 *
 * <p><b>Needs</b>: TOKEN_LOG_PROBABILITIES {@code [n, w, C]}.
 *
 * <p><b>Cost</b>: {@code O(w C)} a sentence, two exponentials a word.
 *
 * <p><b>Source</b>: Scheffer et al. 2001, Active Hidden Markov Models for Information Extraction.
 *
 * <p><b>Departures</b>: there the mean of the words' margins ranks the sentence; here its least
 * certain word does, so that a long sentence is not saved by its easy words. It is subtracted from
 * one, so that larger is selected first.
 */
public record SmallestTokenMargin() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.TOKEN_LOG_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    WordRows.score(in, out, SmallestTokenMargin::of, WordRows::most);
  }

  static double of(float[] logs, int from, int to) {
    float first = Float.NEGATIVE_INFINITY;
    float second = Float.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      second = Math.max(second, Math.min(first, logs[k]));
      first = Math.max(first, logs[k]);
    }
    return 1 - (Math.exp(first) - Math.exp(second));
  }
}
