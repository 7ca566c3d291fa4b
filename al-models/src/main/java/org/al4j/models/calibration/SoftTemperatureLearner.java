package org.al4j.models.calibration;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.fit.SoftLearner;

/** A temperature around a learner that takes soft labels and weights. */
final class SoftTemperatureLearner<M extends ActiveModel<ClassLabel>> extends TemperatureLearner<M>
    implements SoftLearner<ClassLabel, TemperatureScaled<M>> {
  SoftTemperatureLearner(Learner<ClassLabel, M> learner, double temperature) {
    super(learner, temperature);
  }

  @Override
  public TemperatureScaled<M> fitSoft(
      List<SoftLabelled<ClassLabel>> examples,
      FitContext<ClassLabel, TemperatureScaled<M>> context) {
    return forwardSoft(examples, context);
  }
}
