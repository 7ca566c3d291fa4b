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
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
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
 * <p>Of tag sequences the labels are pseudo-tags: confidence is minus MNLP, self-influence is
 * divided by the number of words, soft labels are each word's distribution.
 *
 * <p><b>Needs</b>: a pool with gold labels, classes or tags; for confidence and soft labels a
 * teacher whose predictions carry probabilities (of tags, for confidence, the sequence's likelihood
 * suffices); for self-influence one that offers GRADIENT_NORM or, of class labels, PROBABILITIES
 * with EMBEDDING; at labels that a checkpoint would not predict the former is right only for an
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
 * <p><b>Departures</b>: self-influence is the mean over the last three epochs if the teacher is an
 * {@link EpochLearner}, else that of the final weights. The share to drop by the teacher's error is
 * found by a fit on nine tenths of the gold labels; the labels come from a fit on all of them. That
 * error is one minus the accuracy, of tags one minus the strict F1 of spans, which with few gold
 * sentences may drop nearly all.
 */
public final class Plasm {
  /** Epoch ends whose self-influence is averaged. */
  private static final int CHECKPOINTS = 3;

  private Plasm() {}

  /** Trains the successor; the pool is not changed. */
  public static <A extends Annotation, T extends SuccessorModel<A>, S extends SuccessorModel<A>>
      PlasmResult<A, S> run(PlasmTask<A, T, S> task, PlasmOptions options) {
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
  public static <A extends Annotation, T extends SuccessorModel<A>, S extends SuccessorModel<A>>
      PlasmResult<A, S> run(
          PlasmTask<A, T, S> task, PlasmOptions options, List<Labelled<A>> knownGold) {
    return run(task, options, knownGold, FitWatch.NOBODY);
  }

  static <A extends Annotation, T extends SuccessorModel<A>, S extends SuccessorModel<A>>
      PlasmResult<A, S> run(
          PlasmTask<A, T, S> task,
          PlasmOptions options,
          List<Labelled<A>> knownGold,
          FitWatch watch) {
    check(task, options);
    List<Labelled<A>> gold = task.pool().labelled();
    Seeds seeds = new Seeds(task.seed());
    OptionalDouble quality =
        options.filter().dropShare().isPresent()
            ? OptionalDouble.empty()
            : OptionalDouble.of(heldOutQuality(task, gold, seeds, watch));
    double share = options.filter().dropShare().orElseGet(() -> 1 - quality.getAsDouble());
    List<PseudoLabel<A>> given =
        label(task, options, gold, watch.context(task.labels(), seeds.seed("plasm-teacher", 0)));
    List<PseudoLabel<A>> kept = keep(given, share);
    FitContext<A, S> last = watch.context(task.labels(), seeds.seed("plasm-successor", 0));
    S successor = SuccessorFit.of(task, options, gold, kept, last);
    PlasmKind<A> kind = PlasmKind.of(gold);
    LabelSpace labels = task.labels();
    PlasmReport report =
        new PlasmReport(
            gold.size(),
            quality,
            share,
            new AgreementCount<>(kind.names(labels), kind::units, knownGold).of(given, kept),
            new AgreementCount<>(kind.types(labels), kind::spans, knownGold).of(given, kept));
    return new PlasmResult<>(successor, kept, report);
  }

  private static <A extends Annotation> void check(PlasmTask<A, ?, ?> task, PlasmOptions options) {
    if (task.pool().labelledCount() == 0) {
      throw new InvalidInputException("nothing is labelled: a teacher needs gold labels");
    }
    if (options.filter().dropShare().isEmpty() && task.pool().labelledCount() < 2) {
      throw new InvalidInputException(
          "the teacher's error needs at least 2 gold labels, found 1; give a share to drop");
    }
    PlasmKind<A> kind = PlasmKind.of(task.pool().labelled());
    Set<Output> missing = new TreeSet<>(kind.needs(options.filter()));
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

  private static <A extends Annotation, T extends SuccessorModel<A>> double heldOutQuality(
      PlasmTask<A, T, ?> task, List<Labelled<A>> gold, Seeds seeds, FitWatch watch) {
    List<Labelled<A>> shuffled = new ArrayList<>(gold);
    RandomGenerator random = seeds.generator("plasm-split", 0);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    int size = (int) Math.max(1, Math.round(0.1 * gold.size()));
    List<Labelled<A>> heldOut = shuffled.subList(0, size);
    FitContext<A, T> context = watch.context(task.labels(), seeds.seed("plasm-split-teacher", 0));
    List<A> said = new ArrayList<>();
    try (T teacher = Fits.fit(task.teacher(), shuffled.subList(size, shuffled.size()), context)) {
      PlasmOptions plain = PlasmOptions.defaults();
      new Labelling<>(plain, PlasmKind.of(gold), task.labels(), task.teacher().describe())
          .label(teacher, List.of(), heldOut.stream().map(Labelled::instance).toList())
          .forEach(label -> said.add(label.labelled().annotation()));
    }
    return PlasmKind.of(gold).quality(heldOut.stream().map(Labelled::annotation).toList(), said);
  }

  private static <A extends Annotation, T extends SuccessorModel<A>> List<PseudoLabel<A>> label(
      PlasmTask<A, T, ?> task,
      PlasmOptions options,
      List<Labelled<A>> gold,
      FitContext<A, T> context) {
    Candidates rest = Candidates.all(task.pool());
    if (rest.size() == 0) {
      return List.of();
    }
    Labelling<A> labelling =
        new Labelling<>(options, PlasmKind.of(gold), task.labels(), task.teacher().describe());
    EpochModels<T> teachers = teach(task, options, gold, context);
    try (T teacher = teachers.model()) {
      List<T> ends = teachers.epochEnds();
      return labelling.label(teacher, ends.isEmpty() ? List.of(teacher) : ends, rest);
    } finally {
      teachers.epochEnds().forEach(SuccessorModel::close);
    }
  }

  private static <A extends Annotation, T extends SuccessorModel<A>> EpochModels<T> teach(
      PlasmTask<A, T, ?> task,
      PlasmOptions options,
      List<Labelled<A>> gold,
      FitContext<A, T> context) {
    boolean influence = options.filter() instanceof PseudoLabelFilter.SelfInfluence;
    if (influence && task.teacher() instanceof EpochLearner<A, T> learner) {
      return Fits.fitKeeping(learner, gold, context, CHECKPOINTS);
    }
    return new EpochModels<>(Fits.fit(task.teacher(), gold, context), List.of());
  }

  /** All but the least reliable share, ties dropped from the largest id on; in order of id. */
  private static <A extends Annotation> List<PseudoLabel<A>> keep(
      List<PseudoLabel<A>> given, double dropShare) {
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
