package org.al4j.models.calibration;

import java.util.Map;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.ForwardingLearner;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;

/**
 * A learner whose models have their probabilities divided by a given temperature; everything else
 * is the wrapped learner's, which is closed with this one. It is a {@link SoftLearner}, an {@link
 * EpochLearner} or both exactly if the wrapped one is, and counts the texts it reads.
 *
 * <p><b>Needs</b>: a learner whose models offer LOGITS and PROBABILITIES of one class a text, and
 * the temperature, which {@link TemperatureFit} finds on held-out texts.
 *
 * <p><b>Cost</b>: that of the wrapped learner.
 *
 * <p><b>Source</b>: Guo et al. 2017, On Calibration of Modern Neural Networks, section 4.2.
 *
 * <p><b>Departures</b>: none.
 *
 * @param <M> the kind of model wrapped
 */
public sealed class TemperatureLearner<M extends ActiveModel<ClassLabel>>
    extends ForwardingLearner<ClassLabel, M, TemperatureScaled<M>> implements TextReader
    permits SoftTemperatureLearner, EpochTemperatureLearner {
  private final double temperature;

  TemperatureLearner(Learner<ClassLabel, M> learner, double temperature) {
    super(learner);
    this.temperature = temperature;
  }

  /**
   * Wraps a learner.
   *
   * @param temperature positive and finite
   * @throws org.al4j.core.InvalidInputException if its models do not offer LOGITS
   */
  public static <M extends ActiveModel<ClassLabel>> TemperatureLearner<M> of(
      Learner<ClassLabel, M> learner, double temperature) {
    TemperatureScaled.checkTemperature(temperature);
    TemperatureScaled.checkLogits(learner.offers());
    if (learner instanceof EpochLearner) {
      return learner instanceof SoftLearner
          ? new EpochTemperatureLearner.Soft<>(learner, temperature)
          : new EpochTemperatureLearner<>(learner, temperature);
    }
    return learner instanceof SoftLearner
        ? new SoftTemperatureLearner<>(learner, temperature)
        : new TemperatureLearner<>(learner, temperature);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("TemperatureLearner")
        .with("learner", learner())
        .with("temperature", temperature)
        .toMap();
  }

  @Override
  public String describe() {
    return super.describe() + ", temperature " + temperature;
  }

  @Override
  public Set<Output> offers() {
    return TemperatureScaled.withProbabilities(super.offers());
  }

  @Override
  public TextsRead textsRead() {
    return TextReader.of(learner());
  }

  @Override
  protected TemperatureScaled<M> wrap(M model) {
    return TemperatureScaled.of(model, temperature);
  }

  @Override
  protected M unwrap(TemperatureScaled<M> model) {
    return model.model();
  }
}
