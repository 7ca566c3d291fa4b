package org.al4j.models.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Output;
import org.al4j.models.internal.Rows;

/**
 * Any number of classes: a sigmoid for each, and those that reach a threshold.
 *
 * @param threshold the least probability of a class that an instance has, in (0, 1)
 */
public record SeveralClasses(double threshold) implements AnnotationKind<LabelSet> {
  /** Refuses a threshold outside (0, 1). */
  public SeveralClasses {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("a threshold must lie in (0, 1), found " + threshold);
    }
  }

  @Override
  public Class<LabelSet> type() {
    return LabelSet.class;
  }

  @Override
  public ProblemType problem() {
    return ProblemType.MULTI_LABEL_CLASSIFICATION;
  }

  @Override
  public Output said() {
    return Output.INDEPENDENT_PROBABILITIES;
  }

  @Override
  public Output saidByMembers() {
    return Output.MEMBER_INDEPENDENT_PROBABILITIES;
  }

  @Override
  public int width(LabelSpace labels) {
    return labels.size();
  }

  @Override
  public float[] said(float[] scores, int width) {
    return Rows.sigmoid(scores);
  }

  @Override
  public double[] certain(LabelSet annotation, LabelSpace labels) {
    double[] there = new double[labels.size()];
    for (String name : annotation.names()) {
      there[labels.index(name)] = 1;
    }
    return there;
  }

  @Override
  public Optional<String> wrongTarget(double[] target) {
    for (double p : target) {
      if (!(p >= 0 && p <= 1)) {
        return Optional.of("a target's probabilities lie in [0, 1], found " + p);
      }
    }
    return Optional.empty();
  }

  @Override
  public LabelSet predicted(float[] said, int at, LabelSpace labels) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < labels.size(); k++) {
      if (said[at + k] >= (float) threshold) {
        names.add(labels.name(k));
      }
    }
    return new LabelSet(names);
  }
}
