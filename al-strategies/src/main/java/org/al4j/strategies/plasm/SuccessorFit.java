package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.fit.Fits;
import org.al4j.core.model.fit.SoftLearner;

/** The last step of {@link Plasm}: trains the successor on gold and pseudo-labels. */
final class SuccessorFit {
  private SuccessorFit() {}

  /** Gold labels count as the options say, by a weight or, of plain learners, by copies. */
  static <A extends Annotation, S extends SuccessorModel<A>> S of(
      PlasmTask<A, ?, S> task,
      PlasmOptions options,
      List<Labelled<A>> gold,
      List<PseudoLabel<A>> pseudo,
      FitContext<A, S> context) {
    if (task.successor() instanceof SoftLearner<A, S> learner) {
      List<SoftLabelled<A>> examples = new ArrayList<>();
      for (Labelled<A> item : gold) {
        examples.add(
            new SoftLabelled<>(item, options.goldWeight(), Confidence.NONE, SoftLabelled.GOLD));
      }
      PlasmKind<A> kind = PlasmKind.of(gold);
      pseudo.forEach(item -> examples.add(soft(item, kind, options, task.labels())));
      return Fits.fitSoft(learner, examples, context);
    }
    List<Labelled<A>> examples = new ArrayList<>();
    for (int copy = 0; copy < (int) options.goldWeight(); copy++) {
      examples.addAll(gold);
    }
    pseudo.forEach(item -> examples.add(item.labelled()));
    return Fits.fit(task.successor(), examples, context);
  }

  private static <A extends Annotation> SoftLabelled<A> soft(
      PseudoLabel<A> item, PlasmKind<A> kind, PlasmOptions options, LabelSpace labels) {
    Confidence target =
        options.soft() || options.smoothing() > 0
            ? kind.target(item.labelled().annotation(), item.said(), options.smoothing(), labels)
            : Confidence.NONE;
    return new SoftLabelled<>(item.labelled(), 1, target, item.source());
  }
}
