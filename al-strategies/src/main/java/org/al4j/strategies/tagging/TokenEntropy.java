package org.al4j.strategies.tagging;

import java.util.Objects;
import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the sentences where the tags of the words are most spread.
 *
 * <p><b>Utility</b>: with {@code H_i = -sum_k p_ik log p_ik} of word i in nats, their mean, their
 * sum, or the largest of them; in {@code [0, log C]}, the sum in {@code [0, n log C]}; larger is
 * selected first. The sum prefers long sentences. A sentence without words has 0.
 *
 * <p><b>Needs</b>: TOKEN_LOG_PROBABILITIES {@code [n, w, C]}.
 *
 * <p><b>Cost</b>: {@code O(w C)} a sentence, an exponential a tag.
 *
 * <p><b>Source</b>: Settles and Craven 2008, An Analysis of Active Learning Strategies for Sequence
 * Labeling Tasks (token entropy and total token entropy).
 *
 * <p><b>Departures</b>: none; the largest is added.
 *
 * @param of what is made of the words' entropies
 */
public record TokenEntropy(Of of) implements Utility {
  /** What is made of the words' entropies. */
  public enum Of {
    /** Their mean. */
    MEAN,
    /** Their sum. */
    TOTAL,
    /** The largest. */
    LARGEST
  }

  /** Refuses null. */
  public TokenEntropy {
    Objects.requireNonNull(of, "of");
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.TOKEN_LOG_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    WordRows.Fold fold =
        switch (of) {
          case MEAN -> WordRows::mean;
          case TOTAL -> WordRows::total;
          case LARGEST -> WordRows::most;
        };
    WordRows.score(in, out, WordRows::entropy, fold);
  }
}
