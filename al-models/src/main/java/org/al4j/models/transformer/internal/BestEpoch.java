package org.al4j.models.transformer.internal;

import java.util.List;
import org.al4j.models.internal.Rows;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.EarlyStopping.Metric;
import org.jspecify.annotations.Nullable;

/** Measures the model on held-out examples after each epoch, and keeps the best weights. */
final class BestEpoch {
  private final Engine engine;
  private final EarlyStopping settings;
  private final List<Example> heldOut;
  private double best = Double.NEGATIVE_INFINITY;
  private int sinceBest;
  private @Nullable WeightCopy weights;

  BestEpoch(Engine engine, EarlyStopping settings, List<Example> heldOut) {
    this.engine = engine;
    this.settings = settings;
    this.heldOut = heldOut;
  }

  /** Measures an epoch's end; returns whether patience is exhausted. The first of equals stays. */
  boolean exhausted() {
    double quality = quality();
    if (quality > best) {
      best = quality;
      sinceBest = 0;
      keep();
    } else {
      sinceBest++;
    }
    return sinceBest >= settings.patience();
  }

  /** In place: a second copy beside the first would be the peak of the whole fit. */
  private void keep() {
    if (weights == null) {
      weights = new WeightCopy(engine.weights());
    } else {
      weights.take(engine.weights());
    }
  }

  /** Puts the best weights back; keeps those of now if no epoch has ended. */
  void restore() {
    if (weights != null) {
      weights.restore(engine.weights());
    }
  }

  /** Larger is better. */
  private double quality() {
    int classes = heldOut.get(0).target().length;
    List<Sequence> sequences = heldOut.stream().map(Example::sequence).toList();
    float[] logits =
        new Scorer(engine, classes).score(sequences, new Scorer.Request(true, 0, 0)).logits();
    float[] probabilities = Rows.softmax(logits, classes, 1); // [n, C]
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < heldOut.size(); i++) {
      Example example = heldOut.get(i);
      boolean accuracy = settings.metric() == Metric.ACCURACY;
      sum +=
          accuracy
              ? right(example, logits, i * classes)
              : example.weight() * logLikelihood(example, probabilities, i * classes);
      weight += accuracy ? 1 : example.weight();
    }
    return sum / weight;
  }

  private static double logLikelihood(Example example, float[] probabilities, int at) {
    double sum = 0;
    for (int k = 0; k < example.target().length; k++) {
      if (example.target()[k] > 0) {
        sum += example.target()[k] * Math.log(Math.max(probabilities[at + k], Float.MIN_NORMAL));
      }
    }
    return sum;
  }

  private static int right(Example example, float[] logits, int at) {
    int classes = example.target().length;
    return Rows.argmax(example.target(), 0, classes) == Rows.argmax(logits, at, classes) ? 1 : 0;
  }
}
