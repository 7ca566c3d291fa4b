package org.al4j.models.internal.engine.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.al4j.models.internal.Patience;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.WeightCopy;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.EarlyStopping.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Measures the model on held-out examples after each epoch, and keeps the best weights, with what
 * the loss has learnt itself.
 */
final class BestEpoch {
  private final Engine engine;
  private final OutputLoss.@Nullable Judged loss;
  private final EarlyStopping settings;
  private final Patience patience;
  private final List<Example> heldOut;
  private @Nullable WeightCopy weights;
  private byte[] learnt = {};

  /** Of a model; {@code loss} is null for the network's own. */
  BestEpoch(
      Engine engine,
      OutputLoss.@Nullable Judged loss,
      EarlyStopping settings,
      List<Example> heldOut) {
    this.engine = engine;
    this.loss = loss;
    this.settings = settings;
    this.patience = new Patience(settings.patience());
    this.heldOut = heldOut;
  }

  /** Measures an epoch's end; returns whether patience is exhausted. The first of equals stays. */
  boolean exhausted() {
    if (patience.isBest(quality())) {
      keep();
    }
    return patience.exhausted();
  }

  /** In place: a second copy beside the first would be the peak of the whole fit. */
  private void keep() {
    if (weights == null) {
      weights = new WeightCopy(engine.weights());
    } else {
      weights.take(engine.weights());
    }
    if (loss != null) {
      learnt = kept(loss);
    }
  }

  private static byte[] kept(OutputLoss loss) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      loss.exchange(new Exchange.Out(new DataOutputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /** Puts the best weights back; keeps those of now if no epoch has ended. */
  void restore() {
    if (weights != null) {
      weights.restore(engine.weights());
    }
    if (weights != null && loss != null) {
      try {
        loss.exchange(new Exchange.In(new DataInputStream(new ByteArrayInputStream(learnt))));
      } catch (IOException e) {
        throw new UncheckedIOException(e); // memory does not fail
      }
    }
  }

  /** Larger is better. */
  private double quality() {
    if (loss != null) {
      return loss.quality(engine, settings.metric(), heldOut);
    }
    if (engine.network().objective().perToken()) {
      return new TokenQuality(engine, settings.metric()).of(heldOut);
    }
    int classes = heldOut.get(0).target().length;
    List<Sequence> sequences = heldOut.stream().map(Example::sequence).toList();
    float[] logits =
        new Scorer(engine, classes).score(sequences, new Scorer.Request(true, 0, 0)).logits();
    float[] said =
        AnnotationKind.of(engine.network().objective().problem()).said(logits, classes); // [n, C]
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < heldOut.size(); i++) {
      Example example = heldOut.get(i);
      boolean accuracy = settings.metric() == Metric.ACCURACY;
      sum +=
          accuracy
              ? right(example, logits, i * classes)
              : -example.weight() * loss(example, said, i * classes);
      weight += accuracy ? 1 : example.weight();
    }
    return sum / weight;
  }

  private double loss(Example example, float[] said, int at) {
    float[] target = example.target();
    double sum = 0;
    for (int k = 0; k < target.length; k++) {
      sum +=
          switch (engine.network().objective().problem()) {
            case SINGLE_LABEL_CLASSIFICATION -> crossEntropy(target[k], said[at + k]);
            case MULTI_LABEL_CLASSIFICATION ->
                crossEntropy(target[k], said[at + k])
                    + crossEntropy(1 - target[k], 1 - said[at + k]);
            case REGRESSION -> Math.pow(said[at + k] - target[k], 2);
          };
    }
    return sum;
  }

  private static double crossEntropy(float target, float probability) {
    return target > 0 ? -target * Math.log(Math.max(probability, Float.MIN_NORMAL)) : 0;
  }

  /** Whether the most probable class is right, or where there may be several, each of them is. */
  private int right(Example example, float[] logits, int at) {
    float[] target = example.target();
    if (engine.network().objective().problem() == ProblemType.MULTI_LABEL_CLASSIFICATION) {
      for (int k = 0; k < target.length; k++) {
        if ((target[k] >= 0.5) != (logits[at + k] >= 0)) {
          return 0;
        }
      }
      return 1;
    }
    int classes = target.length;
    return Rows.argmax(target, 0, classes) == Rows.argmax(logits, at, classes) ? 1 : 0;
  }
}
