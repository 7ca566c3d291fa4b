package org.al4j.models.scoring;

import java.util.Map;
import java.util.Set;

/** A model that is open for scoring. May be called from several threads at a time. */
public interface SequenceScorer extends AutoCloseable {
  /** Scores of the classes, {@code [B, C]}; of taggers {@code [B, S, C]}. */
  String LOGITS = "logits";

  /** What the last layer multiplies, {@code [B, H]}; not of taggers. */
  String FEATURES = "features";

  /** The last hidden states, {@code [B, S, H]}; of taggers and encoders. */
  String STATES = "last_hidden_state";

  /**
   * Computes a batch.
   *
   * @param outputs what is wanted
   * @return each in c-order
   */
  Map<String, float[]> score(TokenBatch batch, Set<String> outputs);

  @Override
  void close();
}
