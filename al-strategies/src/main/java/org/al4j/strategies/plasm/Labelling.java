package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;

/** Pseudo-labels of a teacher, with their reliability. */
final class Labelling<A extends Annotation> {
  private final PlasmOptions options;
  private final PlasmKind<A> kind;
  private final LabelSpace labels;
  private final String source;

  Labelling(PlasmOptions options, PlasmKind<A> kind, LabelSpace labels, String source) {
    this.options = options;
    this.kind = kind;
    this.labels = labels;
    this.source = source;
  }

  /**
   * The labels of all instances, in their order.
   *
   * @param checkpoints models whose self-influence is averaged, if the filter asks for it
   */
  List<PseudoLabel<A>> label(
      SuccessorModel<A> teacher,
      List<? extends SuccessorModel<A>> checkpoints,
      Iterable<Instance> instances) {
    List<PseudoLabel<A>> given = new ArrayList<>();
    Iterator<Instance> asked = instances.iterator();
    teacher.predict(
        instances,
        one -> {
          requireInOrder(asked.hasNext() && asked.next().id().equals(one.instance().id()));
          given.add(byConfidence(one));
        });
    requireInOrder(!asked.hasNext());
    List<PseudoLabel<A>> ranked =
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

  private PseudoLabel<A> byConfidence(Prediction<A> said) {
    if (options.soft() || options.filter() instanceof PseudoLabelFilter.Confidence) {
      kind.lacks(said, labels, options.soft())
          .ifPresent(
              what -> {
                throw new InvalidInputException("filters and soft labels need " + what);
              });
    }
    labels
        .refusal(said.instance(), said.annotation())
        .ifPresent(
            why -> {
              throw new InvalidInputException(
                  "the teacher's label of '" + said.instance().id() + "': " + why);
            });
    return new PseudoLabel<>(
        new Labelled<>(said.instance(), said.annotation()),
        options.soft() ? said.confidence() : Confidence.NONE,
        kind.reliability(said),
        source);
  }

  private List<PseudoLabel<A>> byInfluence(
      PseudoLabelFilter.SelfInfluence filter,
      List<PseudoLabel<A>> given,
      List<? extends SuccessorModel<A>> checkpoints) {
    for (SuccessorModel<A> checkpoint : checkpoints) {
      if (!(checkpoint instanceof AcquisitionModel)) {
        throw new InvalidInputException(
            "the filter needs "
                + filter.needs()
                + ", but the teacher's models ("
                + source
                + ") give predictions only; filter by confidence");
      }
    }
    List<Labelled<A>> labelled = given.stream().map(PseudoLabel::labelled).toList();
    double[] influence = new Influence<>(filter, labels, labelled).mean(checkpoints);
    List<PseudoLabel<A>> ranked = new ArrayList<>();
    for (int i = 0; i < influence.length; i++) {
      PseudoLabel<A> one = given.get(i);
      double share = influence[i] / kind.size(one.labelled());
      ranked.add(new PseudoLabel<>(one.labelled(), one.said(), -share, source));
    }
    return ranked;
  }

  private void refuseNan(PseudoLabel<A> one) {
    boolean ranked = !(options.filter() instanceof PseudoLabelFilter.None);
    if (ranked && Double.isNaN(one.reliability())) {
      throw new InvalidInputException(
          "the reliability of the pseudo-label of '"
              + one.labelled().instance().id()
              + "' is NaN; check the teacher's outputs");
    }
  }
}
