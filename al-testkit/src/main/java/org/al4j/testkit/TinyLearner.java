package org.al4j.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Settings;

/**
 * A real but tiny learner: softmax regression on 64 hashed words, a few epochs of stochastic
 * gradient descent from a seeded start, or from the previous model. Fits in a millisecond, is
 * deterministic, and counts its fits.
 */
public final class TinyLearner implements Learner<ClassLabel, TinyClassifier> {
  private static final int EPOCHS = 5;
  private static final double RATE = 0.3;
  private final AtomicInteger fits = new AtomicInteger();

  @Override
  public String describe() {
    return "tiny";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("TinyLearner").toMap();
  }

  @Override
  public Set<Output> offers() {
    return TinyClassifier.OFFERS;
  }

  @Override
  public boolean startsWarm() {
    return true;
  }

  /** How many models were trained. */
  public int fits() {
    return fits.get();
  }

  @Override
  public TinyClassifier fit(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TinyClassifier> context) {
    fits.incrementAndGet();
    if (labelled.isEmpty()) {
      throw new IllegalArgumentException("at least one labelled instance is needed to train");
    }
    List<Labelled<ClassLabel>> order = new ArrayList<>(labelled);
    order.sort(Comparator.comparing(item -> item.instance().id()));
    Random random = new Random(context.seed());
    double[][] weights =
        context
            .previous()
            .map(TinyClassifier::weights)
            .orElseGet(() -> start(context.labels().size(), random));
    double rate = RATE * context.rateFactor();
    TinyClassifier model = new TinyClassifier(weights, context.labels());
    int step = 0;
    int steps = EPOCHS * order.size();
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (Labelled<ClassLabel> item : order) {
        if (context.cancelled().getAsBoolean()) {
          return model;
        }
        int label = context.labels().index(item.annotation().name());
        double loss = step(model, weights, new Example(item.instance().text(), label), rate);
        context.progress().accept(new FitProgress(++step, steps, loss));
      }
    }
    return model;
  }

  private static double[][] start(int classes, Random random) {
    double[][] weights = new double[classes][TinyClassifier.FEATURES];
    for (double[] row : weights) {
      for (int i = 0; i < row.length; i++) {
        row[i] = 0.01 * random.nextGaussian();
      }
    }
    return weights;
  }

  private record Example(String text, int label) {}

  private static double step(
      TinyClassifier model, double[][] weights, Example example, double rate) {
    double[] features = TinyClassifier.features(example.text());
    double[] probabilities = TinyClassifier.softmax(model.scores(features));
    for (int c = 0; c < weights.length; c++) {
      double error = probabilities[c] - (c == example.label() ? 1 : 0);
      for (int i = 0; i < features.length; i++) {
        weights[c][i] -= rate * error * features[i];
      }
    }
    return -Math.log(probabilities[example.label()]);
  }
}
