package org.al4j.models.calibration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.SoftLearner;
import org.al4j.core.model.TextClassifier;

/**
 * A learner whose models have their probabilities divided by a given temperature; everything else
 * is the wrapped learner's. Where that is a {@link SoftLearner}, so is this.
 *
 * @param <M> the kind of model wrapped
 */
public sealed class TemperatureLearner<M extends TextClassifier>
    implements Learner<ClassLabel, TemperatureScaled<M>> permits SoftTemperatureLearner {
  private final Learner<ClassLabel, M> learner;
  private final double temperature;

  TemperatureLearner(Learner<ClassLabel, M> learner, double temperature) {
    this.learner = learner;
    this.temperature = temperature;
  }

  /**
   * Wraps a learner.
   *
   * @param temperature positive and finite
   * @throws org.al4j.core.InvalidInputException if its models do not offer LOGITS
   */
  public static <M extends TextClassifier> TemperatureLearner<M> of(
      Learner<ClassLabel, M> learner, double temperature) {
    TemperatureScaled.checkTemperature(temperature);
    TemperatureScaled.checkLogits(learner.offers());
    return learner instanceof SoftLearner<ClassLabel, M> soft
        ? new SoftTemperatureLearner<>(soft, temperature)
        : new TemperatureLearner<>(learner, temperature);
  }

  @Override
  public String describe() {
    return learner.describe() + ", temperature " + temperature;
  }

  @Override
  public Map<String, String> provenance() {
    return learner.provenance();
  }

  @Override
  public Set<Output> offers() {
    return TemperatureScaled.withProbabilities(learner.offers());
  }

  @Override
  public boolean startsWarm() {
    return learner.startsWarm();
  }

  @Override
  public TemperatureScaled<M> fit(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TemperatureScaled<M>> context) {
    return TemperatureScaled.of(learner.fit(labelled, inner(context)), temperature);
  }

  /** The wrapped learner's context. */
  static <M extends TextClassifier> FitContext<ClassLabel, M> inner(
      FitContext<ClassLabel, TemperatureScaled<M>> context) {
    return context.withPrevious(context.previous().map(TemperatureScaled::model));
  }
}
