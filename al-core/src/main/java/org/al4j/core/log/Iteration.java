package org.al4j.core.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known at the end of a round: its query was answered, a model was trained on all labels
 * and evaluated.
 *
 * @param round from 0; round 0 is the first batch
 * @param labelled labelled instances the model was trained on
 * @param unlabelled instances left to choose from
 * @param skipped instances set aside
 * @param scores the evaluator's scores by name; empty without an evaluator
 * @param selectSeconds time to choose the round's query, the forward pass included
 * @param fitSeconds time to train
 * @param evaluateSeconds time to evaluate
 * @param fitLoss the training loss that the fit reported last (the successor's where there are two
 *     kinds of model); NaN if none, or if the log is older than this number
 * @param losses by id in the order of the round's query, how wrong the model that selected was
 *     about the labels that this round's model was trained on ({@link Belief#loss}); empty where no
 *     model selected, or one without probabilities, or if the log is older than this
 */
public record Iteration(
    int round,
    int labelled,
    int unlabelled,
    int skipped,
    Map<String, Double> scores,
    double selectSeconds,
    double fitSeconds,
    double evaluateSeconds,
    double fitLoss,
    Map<String, Double> losses) {
  /** Copies the scores, ordered by name, and the losses. */
  public Iteration {
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
  }

  /** Without losses of what was selected. */
  public Iteration(
      int round,
      int labelled,
      int unlabelled,
      int skipped,
      Map<String, Double> scores,
      double selectSeconds,
      double fitSeconds,
      double evaluateSeconds,
      double fitLoss) {
    this(
        round,
        labelled,
        unlabelled,
        skipped,
        scores,
        selectSeconds,
        fitSeconds,
        evaluateSeconds,
        fitLoss,
        Map.of());
  }

  /** Without a training loss. */
  public Iteration(
      int round,
      int labelled,
      int unlabelled,
      int skipped,
      Map<String, Double> scores,
      double selectSeconds,
      double fitSeconds,
      double evaluateSeconds) {
    this(
        round,
        labelled,
        unlabelled,
        skipped,
        scores,
        selectSeconds,
        fitSeconds,
        evaluateSeconds,
        Double.NaN);
  }
}
