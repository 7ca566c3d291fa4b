package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
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
  static <S extends SuccessorModel<ClassLabel>> S of(
      PlasmTask<?, S> task,
      PlasmOptions options,
      List<Labelled<ClassLabel>> gold,
      List<PseudoLabel> pseudo,
      FitContext<ClassLabel, S> context) {
    if (task.successor() instanceof SoftLearner<ClassLabel, S> learner) {
      List<SoftLabelled<ClassLabel>> examples = new ArrayList<>();
      double[] none = {};
      gold.forEach(
          item ->
              examples.add(
                  new SoftLabelled<>(item, options.goldWeight(), none, SoftLabelled.GOLD)));
      pseudo.forEach(item -> examples.add(soft(item, options, task)));
      return Fits.fitSoft(learner, examples, context);
    }
    List<Labelled<ClassLabel>> examples = new ArrayList<>();
    for (int copy = 0; copy < (int) options.goldWeight(); copy++) {
      examples.addAll(gold);
    }
    pseudo.forEach(item -> examples.add(item.labelled()));
    return Fits.fit(task.successor(), examples, context);
  }

  private static SoftLabelled<ClassLabel> soft(
      PseudoLabel item, PlasmOptions options, PlasmTask<?, ?> task) {
    double[] target = {};
    if (options.soft() || options.smoothing() > 0) {
      int classes = task.labels().size();
      int label = task.labels().index(item.labelled().annotation().name());
      target = new double[classes];
      for (int k = 0; k < classes; k++) {
        double base = options.soft() ? item.probabilities()[k] : k == label ? 1 : 0;
        target[k] = (1 - options.smoothing()) * base + options.smoothing() / classes;
      }
    }
    return new SoftLabelled<>(item.labelled(), 1, target, item.source());
  }
}
