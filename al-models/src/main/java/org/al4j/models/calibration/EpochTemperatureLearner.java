package org.al4j.models.calibration;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;

/** A temperature around a learner that keeps what it was at the ends of its epochs. */
sealed class EpochTemperatureLearner<M extends ActiveModel<ClassLabel>>
    extends TemperatureLearner<M> implements EpochLearner<ClassLabel, TemperatureScaled<M>>
    permits EpochTemperatureLearner.Soft {
  EpochTemperatureLearner(Learner<ClassLabel, M> learner, double temperature) {
    super(learner, temperature);
  }

  @Override
  public EpochModels<TemperatureScaled<M>> fitKeeping(
      List<Labelled<ClassLabel>> labelled,
      FitContext<ClassLabel, TemperatureScaled<M>> context,
      int last) {
    return forwardKeeping(labelled, context, last);
  }

  /** The same around a learner that also takes soft labels and weights. */
  static final class Soft<M extends ActiveModel<ClassLabel>> extends EpochTemperatureLearner<M>
      implements SoftLearner<ClassLabel, TemperatureScaled<M>> {
    Soft(Learner<ClassLabel, M> learner, double temperature) {
      super(learner, temperature);
    }

    @Override
    public TemperatureScaled<M> fitSoft(
        List<SoftLabelled<ClassLabel>> examples,
        FitContext<ClassLabel, TemperatureScaled<M>> context) {
      return forwardSoft(examples, context);
    }
  }
}
