package org.al4j.server.desk;

import java.util.Map;
import java.util.Optional;

/**
 * How far a project is.
 *
 * @param counts the texts
 * @param round of the last query, from 0; -1 before the first
 * @param training whether a model is being trained or the next texts are being chosen
 * @param sinceTraining how many labels no model has seen
 * @param batch at how many a training begins
 * @param judgements how many each person has given, revised ones once
 * @param stopReason why the run has stopped
 * @param failure why the last training failed
 * @param beside what else changes
 */
public record DeskProgress(
    TextCounts counts,
    int round,
    boolean training,
    int sinceTraining,
    int batch,
    Map<String, Integer> judgements,
    Optional<String> stopReason,
    Optional<String> failure,
    Beside beside) {
  /**
   * What else changes.
   *
   * @param budget how many labels there are to be; 0 for as many as there are texts
   * @param labels how many labels there are to choose from
   * @param measured how many rounds' models were measured
   */
  public record Beside(int budget, int labels, int measured) {}

  /**
   * How many texts there are.
   *
   * @param disputed with all judgements and no label; they are among the unlabelled
   */
  public record TextCounts(int labelled, int unlabelled, int skipped, int disputed) {}

  /** Copies the map. */
  public DeskProgress {
    judgements = Map.copyOf(judgements);
  }
}
