package org.al4j.strategies.tagging;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances between whose best sequences the model is least decided.
 *
 * <p><b>Utility</b>: {@code -sum_j q_j log q_j} in nats over the k best sequences, with {@code q_j
 * = P(y_j | x) / sum_i P(y_i | x)}; in {@code [0, log k]}, larger is selected first. Not
 * normalised, {@code q_j = P(y_j | x)}.
 *
 * <p><b>Needs</b>: BEST_SEQUENCE_LOG_LIKELIHOODS {@code [n, k]}; the model says how many there are.
 *
 * <p><b>Cost</b>: {@code O(k)} an instance; finding the sequences costs the model about k times a
 * Viterbi pass.
 *
 * <p><b>Source</b>: Settles and Craven 2008, An Analysis of Active Learning Strategies for Sequence
 * Labeling Tasks (N-best sequence entropy).
 *
 * <p><b>Departures</b>: there the probabilities are taken as they are, which is the other option:
 * an instance whose k best hold next to nothing then counts as certain.
 *
 * @param normalised whether the probabilities of the k best are made to sum to one
 */
public record BestSequencesEntropy(boolean normalised) implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.BEST_SEQUENCE_LOG_LIKELIHOODS);
  }

  @Override
  public void score(Outputs in, double[] out) {
    float[] logs = in.floats(Output.BEST_SEQUENCE_LOG_LIKELIHOODS);
    int k = logs.length / Math.max(1, in.size());
    for (int i = 0; i < in.size(); i++) {
      out[i] = of(logs, i * k, (i + 1) * k);
    }
  }

  private double of(float[] logs, int from, int to) {
    double shift = normalised ? logs[from] : 0; // best first
    double sum = 0;
    double weighted = 0; // sum q (log q), before normalising
    for (int j = from; j < to && !Float.isNaN(logs[j]); j++) {
      double log = logs[j] - shift;
      sum += Math.exp(log);
      weighted += Math.exp(log) * log;
    }
    return Math.max(0, normalised ? Math.log(sum) - weighted / sum : -weighted); // rounding
  }
}
