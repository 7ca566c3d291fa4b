package org.al4j.strategies.tagging;

import java.nio.FloatBuffer;
import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances whose best sequence is least probable.
 *
 * <p><b>Utility</b>: {@code -P(y* | x)}, which ranks as {@code 1 - P(y* | x)} does; in {@code [-1,
 * 0]}, larger is selected first. It prefers long sentences: see {@link Mnlp}.
 *
 * <p><b>Needs</b>: SEQUENCE_LOG_LIKELIHOOD {@code [n]}.
 *
 * <p><b>Cost</b>: O(1) an instance.
 *
 * <p><b>Source</b>: Culotta and McCallum 2005, Reducing Labeling Effort for Structured Prediction
 * Tasks.
 *
 * <p><b>Departures</b>: {@code 1 - P} is 1 for every sentence of more than a few dozen unsure words
 * once it is rounded; {@code -P} keeps them apart.
 */
public record SequenceLeastConfidence() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.SEQUENCE_LOG_LIKELIHOOD);
  }

  @Override
  public void score(Outputs in, double[] out) {
    FloatBuffer logs = in.rows(Output.SEQUENCE_LOG_LIKELIHOOD);
    for (int i = 0; i < in.size(); i++) {
      out[i] = -Math.exp(logs.get(i));
    }
  }
}
