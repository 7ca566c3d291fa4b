package org.al4j.models.kind;

import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Output;
import org.al4j.models.internal.Rows;

/** One class of those that exclude each other: a softmax, and the class with most of it. */
record OneClass() implements AnnotationKind<ClassLabel> {
  private static final double TOLERANCE = 1e-5;

  @Override
  public Class<ClassLabel> type() {
    return ClassLabel.class;
  }

  @Override
  public ProblemType problem() {
    return ProblemType.SINGLE_LABEL_CLASSIFICATION;
  }

  @Override
  public Output said() {
    return Output.PROBABILITIES;
  }

  @Override
  public Output saidByMembers() {
    return Output.MEMBER_PROBABILITIES;
  }

  @Override
  public int width(LabelSpace labels) {
    return labels.size();
  }

  @Override
  public float[] said(float[] scores, int width) {
    return Rows.softmax(scores, width, 1);
  }

  @Override
  public double[] certain(ClassLabel annotation, LabelSpace labels) {
    double[] oneHot = new double[labels.size()];
    oneHot[labels.index(annotation.name())] = 1;
    return oneHot;
  }

  @Override
  public Optional<String> wrongTarget(double[] target) {
    double sum = 0;
    for (double p : target) {
      if (!(p >= 0)) {
        return Optional.of("probabilities are 0 or more, found " + p);
      }
      sum += p;
    }
    return Math.abs(sum - 1) <= TOLERANCE
        ? Optional.empty()
        : Optional.of("a target's probabilities sum to 1, found " + sum);
  }

  @Override
  public ClassLabel predicted(float[] said, int at, LabelSpace labels) {
    return new ClassLabel(labels.name(Rows.argmax(said, at, labels.size())));
  }
}
