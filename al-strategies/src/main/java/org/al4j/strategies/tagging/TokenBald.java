package org.al4j.strategies.tagging;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the sentences whose words' tags would tell most about which member of a committee is
 * right.
 *
 * <p><b>Utility</b>: the mean over the words of {@code H(1/m sum_c p^c) - 1/m sum_c H(p^c)} in
 * nats, the mutual information of the word's tag and the member; in {@code [0, log min(m, C)]},
 * larger is selected first. 0 where all members agree, and without words.
 *
 * <p><b>Needs</b>: MEMBER_TOKEN_LOG_PROBABILITIES {@code [m, n, w, C]}, of a committee or of
 * dropout passes.
 *
 * <p><b>Cost</b>: {@code O(m w C)} a sentence, an exponential for each member's tag of a word.
 *
 * <p><b>Source</b>: Houlsby et al. 2011, Bayesian Active Learning for Classification and Preference
 * Learning; Shen et al. 2018, Deep Active Learning for Named Entity Recognition (dropout passes).
 *
 * <p><b>Departures</b>: Shen et al. count the passes that disagree with the most frequent tags of a
 * sentence; here it is the information of each word.
 */
public record TokenBald() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_TOKEN_LOG_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    MemberWords.score(in, out, TokenBald::of);
  }

  static double of(float[][] logs) {
    double[] mean = new double[logs[0].length];
    double entropies = 0;
    for (float[] member : logs) {
      for (int k = 0; k < mean.length; k++) {
        double p = Math.exp(member[k]);
        mean[k] += p / logs.length;
        entropies -= p * member[k];
      }
    }
    return Math.max(0, MemberWords.entropy(mean) - entropies / logs.length); // rounding
  }
}
