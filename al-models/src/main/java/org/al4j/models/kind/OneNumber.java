package org.al4j.models.kind;

import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;

/** A number as the model gives it. A spread beside a number to learn is not used. */
record OneNumber() implements AnnotationKind<RealValue> {
  @Override
  public Class<RealValue> type() {
    return RealValue.class;
  }

  @Override
  public ProblemType problem() {
    return ProblemType.REGRESSION;
  }

  @Override
  public Output said() {
    return Output.VALUE;
  }

  @Override
  public Output saidByMembers() {
    return Output.MEMBER_VALUES;
  }

  @Override
  public int width(LabelSpace labels) {
    return 1;
  }

  @Override
  public float[] said(float[] scores, int width) {
    return scores;
  }

  @Override
  public double[] certain(RealValue annotation, LabelSpace labels) {
    return new double[] {annotation.value()};
  }

  @Override
  public Optional<String> wrongTarget(double[] target) {
    return Optional.of("a number is learnt as it is, found a target by class");
  }

  @Override
  public RealValue predicted(float[] said, int at, LabelSpace labels) {
    return new RealValue(said[at]);
  }

  @Override
  public Prediction<RealValue> prediction(Instance x, float[] said, int at, LabelSpace labels) {
    if (!Float.isFinite(said[at])) {
      throw new InvalidInputException(
          "the model's VALUE for instance '"
              + x.id()
              + "' must be finite, found "
              + said[at]
              + "; check the model's weights");
    }
    return new Prediction<>(x, predicted(said, at, labels), Confidence.NONE);
  }
}
