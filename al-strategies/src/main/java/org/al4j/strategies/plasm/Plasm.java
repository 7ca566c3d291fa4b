package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.Fits;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.query.Candidates;

/**
 * Pseudo-labelling for acquisition-successor mismatch: gold labels that a small student chose train
 * a large teacher, the teacher labels the rest of the pool, and a successor of any kind is trained
 * on both.
 *
 * <p><b>Needs</b>: a pool with gold labels; for confidence and soft labels a teacher whose
 * predictions carry probabilities; for self-influence one that offers PROBABILITIES with EMBEDDING
 * or GRADIENT_NORM; at labels that a checkpoint would not predict the latter is right only for an
 * {@link org.al4j.core.model.InfluenceModel}. Soft labels, smoothing and broken weights need a
 * {@link SoftLearner} as successor. What is missing is refused before anything is trained.
 *
 * <p><b>Cost</b>: a fit of the teacher (two if the share to drop is to be found), one pass of it
 * over the unlabelled pool, a fit of the successor. Self-influence adds a pass for each of up to
 * three checkpoints, which for all weights is a training pass, and the memory of three models. Else
 * memory is one small record a pseudo-label.
 *
 * <p><b>Source</b>: Tsvigun et al. 2022, Towards Computationally Feasible Deep Active Learning
 * (PLASM), section 3.3; the filters as in its authors' code.
 *
 * <p><b>Departures</b>: classification only. Self-influence is the mean over the last three epochs
 * if the teacher is an {@link EpochLearner}, else that of the final weights. The share to drop by
 * the teacher's error is found by a fit on nine tenths of the gold labels; the labels come from a
 * fit on all of them.
 */
public final class Plasm {
  /** Epoch ends whose self-influence is averaged. */
  private static final int CHECKPOINTS = 3;

  private Plasm() {}

  /** Trains the successor; the pool is not changed. */
  public static <T extends SuccessorModel<ClassLabel>, S extends SuccessorModel<ClassLabel>>
      PlasmResult<S> run(PlasmTask<T, S> task, PlasmOptions options) {
    return run(task, options, List.of());
  }

  /**
   * Trains the successor; the pool is not changed.
   *
   * @param knownGold gold labels of unlabelled instances, for the report only, as a simulation has
   *     them
   * @throws InvalidInputException if nothing is labelled, or teacher or successor cannot do what
   *     the options ask
   */
  public static <T extends SuccessorModel<ClassLabel>, S extends SuccessorModel<ClassLabel>>
      PlasmResult<S> run(
          PlasmTask<T, S> task, PlasmOptions options, List<Labelled<ClassLabel>> knownGold) {
    return run(task, options, knownGold, FitWatch.NOBODY);
  }

  static <T extends SuccessorModel<ClassLabel>, S extends SuccessorModel<ClassLabel>>
      PlasmResult<S> run(
          PlasmTask<T, S> task,
          PlasmOptions options,
          List<Labelled<ClassLabel>> knownGold,
          FitWatch watch) {
    check(task, options);
    List<Labelled<ClassLabel>> gold = task.pool().labelled();
    Seeds seeds = new Seeds(task.seed());
    OptionalDouble accuracy =
        options.filter().dropShare().isPresent()
            ? OptionalDouble.empty()
            : OptionalDouble.of(heldOutAccuracy(task, gold, seeds, watch));
    double share = options.filter().dropShare().orElseGet(() -> 1 - accuracy.getAsDouble());
    List<PseudoLabel> given =
        label(task, options, gold, watch.context(task.labels(), seeds.seed("plasm-teacher", 0)));
    List<PseudoLabel> kept = keep(given, share);
    FitContext<ClassLabel, S> last = watch.context(task.labels(), seeds.seed("plasm-successor", 0));
    S successor = SuccessorFit.of(task, options, gold, kept, last);
    PlasmReport report =
        new PlasmReport(
            gold.size(), accuracy, share, AgreementCount.of(task.labels(), given, kept, knownGold));
    return new PlasmResult<>(successor, kept, report);
  }

  private static void check(PlasmTask<?, ?> task, PlasmOptions options) {
    if (task.pool().labelledCount() == 0) {
      throw new InvalidInputException("nothing is labelled: a teacher needs gold labels");
    }
    if (options.filter().dropShare().isEmpty() && task.pool().labelledCount() < 2) {
      throw new InvalidInputException(
          "the teacher's error needs at least 2 gold labels, found 1; give a share to drop");
    }
    Set<Output> missing = new TreeSet<>(options.filter().needs());
    missing.removeAll(task.teacher().offers());
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "the filter needs "
              + missing
              + ", which teacher "
              + task.teacher().describe()
              + " does not offer; it offers "
              + new TreeSet<>(task.teacher().offers())
              + ": filter by confidence");
    }
    if (options.needsSoftLearner() && !(task.successor() instanceof SoftLearner)) {
      throw new InvalidInputException(
          "soft labels, smoothing and weights that are not whole need a successor that weighs its"
              + " examples (SoftLearner), which "
              + task.successor().describe()
              + " does not; use hard labels and a whole weight");
    }
  }

  private static <T extends SuccessorModel<ClassLabel>> double heldOutAccuracy(
      PlasmTask<T, ?> task, List<Labelled<ClassLabel>> gold, Seeds seeds, FitWatch watch) {
    List<Labelled<ClassLabel>> shuffled = new ArrayList<>(gold);
    RandomGenerator random = seeds.generator("plasm-split", 0);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    int size = (int) Math.max(1, Math.round(0.1 * gold.size()));
    List<Labelled<ClassLabel>> heldOut = shuffled.subList(0, size);
    FitContext<ClassLabel, T> context =
        watch.context(task.labels(), seeds.seed("plasm-split-teacher", 0));
    int[] right = {0};
    int[] at = {0};
    try (T teacher = Fits.fit(task.teacher(), shuffled.subList(size, shuffled.size()), context)) {
      teacher.predict(
          heldOut.stream().map(Labelled::instance).toList(),
          prediction ->
              right[0] +=
                  prediction.annotation().equals(heldOut.get(at[0]++).annotation()) ? 1 : 0);
    }
    return right[0] / (double) size;
  }

  private static <T extends SuccessorModel<ClassLabel>> List<PseudoLabel> label(
      PlasmTask<T, ?> task,
      PlasmOptions options,
      List<Labelled<ClassLabel>> gold,
      FitContext<ClassLabel, T> context) {
    Candidates rest = Candidates.all(task.pool());
    if (rest.size() == 0) {
      return List.of();
    }
    Labelling labelling = new Labelling(options, task.labels(), task.teacher().describe());
    EpochModels<T> teachers = teach(task, options, gold, context);
    try (T teacher = teachers.model()) {
      List<T> ends = teachers.epochEnds();
      return labelling.label(teacher, ends.isEmpty() ? List.of(teacher) : ends, rest);
    } finally {
      teachers.epochEnds().forEach(SuccessorModel::close);
    }
  }

  private static <T extends SuccessorModel<ClassLabel>> EpochModels<T> teach(
      PlasmTask<T, ?> task,
      PlasmOptions options,
      List<Labelled<ClassLabel>> gold,
      FitContext<ClassLabel, T> context) {
    boolean influence = options.filter() instanceof PseudoLabelFilter.SelfInfluence;
    if (influence && task.teacher() instanceof EpochLearner<ClassLabel, T> learner) {
      return Fits.fitKeeping(learner, gold, context, CHECKPOINTS);
    }
    return new EpochModels<>(Fits.fit(task.teacher(), gold, context), List.of());
  }

  /** All but the least reliable share, ties dropped from the largest id on; in order of id. */
  private static List<PseudoLabel> keep(List<PseudoLabel> given, double dropShare) {
    int count = given.size() - (int) Math.round(dropShare * given.size());
    if (count == given.size()) {
      return given;
    }
    return IntStream.range(0, given.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> -given.get(i).reliability()))
        .limit(count)
        .sorted()
        .map(given::get)
        .toList();
  }
}
