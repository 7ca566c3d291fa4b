package org.al4j.models.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.Patience;
import org.al4j.models.internal.crf.Chains;
import org.al4j.models.internal.crf.CrfGradient;
import org.al4j.models.internal.crf.CrfLoss;
import org.al4j.models.internal.crf.Emissions;
import org.al4j.models.internal.crf.TagConstraints;
import org.al4j.models.internal.recurrent.ChainTargets;
import org.al4j.models.internal.recurrent.NetworkWeights;
import org.al4j.models.internal.recurrent.SentenceNetwork;
import org.al4j.models.internal.tags.TagDecoder;
import org.al4j.models.training.EarlyStopping;
import org.jspecify.annotations.Nullable;

/** Measures the network on held-out sentences after each epoch, and keeps the best weights. */
final class BilstmCrfBest {
  /** Words that pass the network together, unless one sentence has more. */
  private static final int WORDS = 2048;

  private final NetworkWeights weights;
  private final EarlyStopping settings;
  private final Patience patience;
  private final List<List<BilstmCrfTraining.Example>> heldOut = new ArrayList<>();
  private final SentenceNetwork network;
  private @Nullable NetworkWeights kept;

  /**
   * Of a network.
   *
   * @param weights that change in training
   * @param heldOut with a word each, at least one
   */
  BilstmCrfBest(
      NetworkWeights weights, EarlyStopping settings, List<BilstmCrfTraining.Example> heldOut) {
    this.weights = weights;
    this.settings = settings;
    this.patience = new Patience(settings.patience());
    this.network = new SentenceNetwork(weights);
    int words = 0;
    for (BilstmCrfTraining.Example one : heldOut) {
      if (this.heldOut.isEmpty() || words + one.gold().length > WORDS) {
        this.heldOut.add(new ArrayList<>());
        words = 0;
      }
      this.heldOut.get(this.heldOut.size() - 1).add(one);
      words += one.gold().length;
    }
  }

  /** Measures an epoch's end; returns whether patience is exhausted. The first of equals stays. */
  boolean exhausted() {
    if (patience.isBest(quality())) {
      keep();
    }
    return patience.exhausted();
  }

  private void keep() {
    if (kept == null) {
      kept = weights.copy();
    } else {
      kept.set(weights);
    }
  }

  /** Puts the best weights back; leaves those of now if no epoch has ended. */
  void restore() {
    if (kept != null) {
      weights.set(kept);
    }
  }

  /** The share of right words of the likeliest tags, or minus the loss a word; larger is better. */
  private double quality() {
    double sum = 0;
    double words = 0;
    for (List<BilstmCrfTraining.Example> batch : heldOut) {
      int[] lengths = batch.stream().mapToInt(one -> one.gold().length).toArray();
      float[] scores =
          network.forward(batch.stream().map(BilstmCrfTraining.Example::sentence).toList());
      ChainTargets targets = BilstmCrfTraining.targets(batch, weights.shape().tags());
      sum +=
          settings.metric() == EarlyStopping.Metric.ACCURACY
              ? right(scores, lengths, targets.gold())
              : -batch.size() * loss(scores, lengths, targets);
      words += targets.gold().length;
    }
    return sum / words;
  }

  private int right(float[] scores, int[] lengths, int[] gold) {
    int tags = weights.shape().tags();
    int[] said =
        new TagDecoder(tags, TagConstraints.none(tags), weights.crf()).tags(scores, lengths);
    int right = 0;
    for (int word = 0; word < gold.length; word++) {
      right += said[word] == gold[word] ? 1 : 0;
    }
    return right;
  }

  /** The mean over the sentences. */
  private double loss(float[] scores, int[] lengths, ChainTargets targets) {
    int tags = weights.shape().tags();
    Emissions emissions = new Emissions(scores, Chains.ofLengths(lengths));
    CrfGradient ignored = new CrfGradient(tags);
    return targets.soft().length > 0
        ? new CrfLoss(tags)
            .computeSoft(weights.crf(), emissions, targets.soft(), targets.factors(), ignored)
        : new CrfLoss(tags)
            .compute(weights.crf(), emissions, targets.gold(), targets.factors(), ignored);
  }
}
