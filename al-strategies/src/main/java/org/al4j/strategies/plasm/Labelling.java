package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;

/** Pseudo-labels of a teacher, with their reliability. */
final class Labelling {
  private static final double[] NONE = {};
  private final PlasmOptions options;
  private final LabelSpace labels;
  private final String source;

  Labelling(PlasmOptions options, LabelSpace labels, String source) {
    this.options = options;
    this.labels = labels;
    this.source = source;
  }

  /**
   * The labels of all instances, in their order.
   *
   * @param checkpoints models whose self-influence is averaged, if the filter asks for it
   */
  List<PseudoLabel> label(
      SuccessorModel<ClassLabel> teacher,
      List<? extends SuccessorModel<ClassLabel>> checkpoints,
      Iterable<Instance> instances) {
    List<PseudoLabel> given = new ArrayList<>();
    Iterator<Instance> asked = instances.iterator();
    teacher.predict(
        instances,
        one -> {
          requireInOrder(asked.hasNext() && asked.next().id().equals(one.instance().id()));
          given.add(byConfidence(one));
        });
    requireInOrder(!asked.hasNext());
    List<PseudoLabel> ranked =
        options.filter() instanceof PseudoLabelFilter.SelfInfluence filter
            ? byInfluence(filter, given, checkpoints)
            : given;
    ranked.forEach(this::refuseNan);
    return List.copyOf(ranked);
  }

  private void requireInOrder(boolean right) {
    if (!right) {
      throw new InvalidInputException(
          "a model must predict once for every instance, in the order given; check predict of the"
              + " teacher's models ("
              + source
              + ")");
    }
  }

  private PseudoLabel byConfidence(Prediction<ClassLabel> prediction) {
    double[] p = prediction.probabilities();
    boolean needed = options.soft() || options.filter() instanceof PseudoLabelFilter.Confidence;
    if (needed && p.length != labels.size()) {
      throw new InvalidInputException(
          "filters and soft labels need the teacher's probabilities, "
              + labels.size()
              + " for '"
              + prediction.instance().id()
              + "'; found "
              + p.length);
    }
    return new PseudoLabel(
        new Labelled<>(prediction.instance(), prediction.annotation()),
        options.soft() ? p : NONE,
        Arrays.stream(p).max().orElse(Double.NaN),
        source);
  }

  private List<PseudoLabel> byInfluence(
      PseudoLabelFilter.SelfInfluence filter,
      List<PseudoLabel> given,
      List<? extends SuccessorModel<ClassLabel>> checkpoints) {
    for (SuccessorModel<ClassLabel> checkpoint : checkpoints) {
      if (!(checkpoint instanceof AcquisitionModel)) {
        throw new InvalidInputException(
            "the filter needs "
                + filter.needs()
                + ", but the teacher's models ("
                + source
                + ") give predictions only; filter by confidence");
      }
    }
    List<Labelled<ClassLabel>> labelled = given.stream().map(PseudoLabel::labelled).toList();
    double[] influence = new Influence(filter, labels, labelled).mean(checkpoints);
    List<PseudoLabel> ranked = new ArrayList<>();
    for (int i = 0; i < influence.length; i++) {
      PseudoLabel one = given.get(i);
      ranked.add(new PseudoLabel(one.labelled(), one.probabilities(), -influence[i], source));
    }
    return ranked;
  }

  private void refuseNan(PseudoLabel one) {
    boolean ranked = !(options.filter() instanceof PseudoLabelFilter.None);
    if (ranked && Double.isNaN(one.reliability())) {
      throw new InvalidInputException(
          "the reliability of the pseudo-label of '"
              + one.labelled().instance().id()
              + "' is NaN; check the teacher's outputs");
    }
  }
}
