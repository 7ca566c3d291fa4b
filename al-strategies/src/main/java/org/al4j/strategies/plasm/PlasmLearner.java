package org.al4j.strategies.plasm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.pool.Pool;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextPreparer;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsPrepared;
import org.al4j.core.text.TextsRead;
import org.jspecify.annotations.Nullable;

/**
 * PLASM as a learner, for loops and studies: from gold labels it trains a teacher, the teacher
 * labels all other texts of a corpus, and the successor that is trained on both is the model.
 *
 * <p><b>Needs</b>: labelled texts that are all in the corpus; else as {@link Plasm}. A loop that
 * skipped texts has pseudo-labels for these too. No validation data and no model of the round
 * before is passed on: each fit is from scratch.
 *
 * <p><b>Cost</b>: as {@link Plasm}, in each fit: a fit of the teacher, one pass of it over the
 * corpus, a fit of the successor.
 *
 * <p><b>Source</b>: Tsvigun et al. 2022, Towards Computationally Feasible Deep Active Learning
 * (PLASM), section 3.3.
 *
 * <p><b>Departures</b>: as {@link Plasm}.
 *
 * @param <A> the kind of annotation: class labels or tag sequences
 * @param <T> the teacher's kind of model
 * @param <S> the successor's kind of model
 */
public final class PlasmLearner<
        A extends Annotation, T extends SuccessorModel<A>, S extends SuccessorModel<A>>
    implements Learner<A, S>, TextReader, TextPreparer {
  private final Learner<A, T> teacher;
  private final Learner<A, S> successor;
  private final Corpus corpus;
  private final PlasmOptions options;
  private final List<Labelled<A>> known;
  private volatile @Nullable PlasmReport report;

  private PlasmLearner(
      Learner<A, T> teacher,
      Learner<A, S> successor,
      Corpus corpus,
      PlasmOptions options,
      List<Labelled<A>> known) {
    this.teacher = Objects.requireNonNull(teacher, "teacher");
    this.successor = Objects.requireNonNull(successor, "successor");
    this.corpus = Objects.requireNonNull(corpus, "corpus");
    this.options = Objects.requireNonNull(options, "options");
    this.known = List.copyOf(known);
  }

  /**
   * A learner for one corpus.
   *
   * @param teacher trains the model that gives the pseudo-labels; closed with this
   * @param successor trains the model that is wanted, of any kind; closed with this
   * @param corpus all texts of the pool
   */
  public static <A extends Annotation, T extends SuccessorModel<A>, S extends SuccessorModel<A>>
      PlasmLearner<A, T, S> of(
          Learner<A, T> teacher, Learner<A, S> successor, Corpus corpus, PlasmOptions options) {
    return new PlasmLearner<>(teacher, successor, corpus, options, List.of());
  }

  /** The same, whose report compares the pseudo-labels with gold labels, as a simulation can. */
  public PlasmLearner<A, T, S> withKnownGold(List<Labelled<A>> gold) {
    return new PlasmLearner<>(teacher, successor, corpus, options, gold);
  }

  /** What became of the pseudo-labels of the latest fit; empty before the first. */
  public Optional<PlasmReport> report() {
    return Optional.ofNullable(report);
  }

  @Override
  public String describe() {
    return "PLASM of " + successor.describe() + " by " + teacher.describe() + ", " + options;
  }

  /** The corpus, which a run knows, and known gold labels, which no model sees, are left out. */
  @Override
  public Map<String, String> settings() {
    return Settings.named("PlasmLearner")
        .with("teacher", teacher)
        .with("successor", successor)
        .with("filter", options.filter().toString())
        .with("soft", options.soft())
        .with("smoothing", options.smoothing())
        .with("goldWeight", options.goldWeight())
        .toMap();
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> all = new TreeMap<>(successor.provenance());
    teacher.provenance().forEach((name, value) -> all.put("teacher " + name, value));
    return all;
  }

  @Override
  public Set<Output> offers() {
    return successor.offers();
  }

  /**
   * Trains teacher and successor.
   *
   * @throws org.al4j.core.InvalidInputException if nothing is labelled, a labelled text is not in
   *     the corpus, or teacher or successor cannot do what the options ask
   */
  @Override
  public S fit(List<Labelled<A>> labelled, FitContext<A, S> context) {
    Pool<A> pool = Pool.<A>unlabelled(corpus).label(labelled);
    PlasmTask<A, T, S> task =
        new PlasmTask<>(pool, context.labels(), teacher, successor, context.seed());
    PlasmResult<A, S> result =
        Plasm.run(task, options, known, new FitWatch(context.progress(), context.cancelled()));
    report = result.report();
    return result.successor();
  }

  /** Those of the teacher or the successor, whichever lost more. */
  @Override
  public TextsRead textsRead() {
    return TextReader.worst(List.of(teacher, successor));
  }

  /** Prepares the texts for the teacher, then for the successor, each from 0 on. */
  @Override
  public void prepare(List<String> texts, Consumer<TextsPrepared> progress) {
    Stream.of(teacher, successor)
        .flatMap(one -> TextPreparer.of(one).stream())
        .forEach(one -> one.prepare(texts, progress));
  }

  /** Closes the teacher and the successor's learner. */
  @Override
  public void close() {
    teacher.close();
    successor.close();
  }
}
