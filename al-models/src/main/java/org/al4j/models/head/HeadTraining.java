package org.al4j.models.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextPreparer;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsPrepared;
import org.al4j.core.text.TextsRead;
import org.al4j.models.committee.Bootstrap;
import org.al4j.models.embedding.EmbeddedTexts;
import org.al4j.models.embedding.EmbeddingStore;
import org.al4j.models.internal.linear.DenseLogistic;
import org.al4j.models.internal.linear.Tiles;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.kind.Targets;
import org.jspecify.annotations.Nullable;

/** What learners of heads have in common: all but the kind of annotation. */
abstract sealed class HeadTraining<A extends Annotation>
    implements SoftLearner<A, HeadModel<A>>, EpochLearner<A, HeadModel<A>>, TextReader, TextPreparer
    permits HeadLearner, HeadMultiLabelLearner, HeadRegressionLearner {
  private final AnnotationKind<A> kind;
  private final HeadVectors vectors;
  private final HeadOptions options;

  HeadTraining(AnnotationKind<A> kind, HeadVectors vectors, HeadOptions options) {
    this.kind = kind;
    this.vectors = vectors;
    this.options = options;
  }

  /** What is fitted to the vectors, in words. */
  abstract String regression();

  @Override
  public Map<String, String> settings() {
    boolean several = kind.problem() == ProblemType.MULTI_LABEL_CLASSIFICATION;
    return Settings.named(getClass().getSimpleName())
        .with("c", options.c().isPresent() ? options.c().getAsDouble() : "cross-validation")
        .with("embedder", vectors.embedder())
        .with("members", options.members() > 0 ? options.members() : null)
        .with("threshold", several ? options.threshold() : null) // one class has none
        .toMap();
  }

  @Override
  public String describe() {
    String strength =
        options.c().isPresent() ? "C=" + options.c().getAsDouble() : "C by cross-validation";
    String members = options.members() > 0 ? ", " + options.members() + " members" : "";
    return regression() + " on " + vectors.embedder().describe() + " (" + strength + members + ")";
  }

  /** Those of the encoder; texts whose vectors were kept are not read again. */
  @Override
  public TextsRead textsRead() {
    return TextReader.of(vectors.embedder());
  }

  /** Embeds the texts whose vectors are not kept yet; nothing where none are kept. */
  @Override
  public void prepare(List<String> texts, Consumer<TextsPrepared> progress) {
    if (vectors.embedder() instanceof EmbeddingStore store) {
      store.fill(texts, progress);
    }
  }

  /** The vectors that all its models look at. */
  @Override
  public Optional<AcquisitionModel> view() {
    return Optional.of(new EmbeddedTexts(vectors.embedder()));
  }

  @Override
  public Set<Output> offers() {
    return HeadModel.offers(kind, options);
  }

  /**
   * Trains a model.
   *
   * @throws InvalidInputException if nothing is labelled, a label is not in the label space, or a
   *     text cannot be embedded
   */
  @Override
  public HeadModel<A> fit(List<Labelled<A>> labelled, FitContext<A, HeadModel<A>> context) {
    return fitSoft(labelled.stream().map(Targets::plain).toList(), context);
  }

  /** A head has one optimum and no epochs: one copy, of the model itself. */
  @Override
  public EpochModels<HeadModel<A>> fitKeeping(
      List<Labelled<A>> labelled, FitContext<A, HeadModel<A>> context, int last) {
    HeadModel<A> model = fit(labelled, context);
    return new EpochModels<>(model, List.of(new HeadModel<>(model.parts(), vectors, false)));
  }

  /**
   * Trains a model on weighted examples.
   *
   * @throws InvalidInputException if there are none, a label is not in the label space, a target is
   *     not of the annotation's kind, or a text cannot be embedded
   */
  @Override
  public HeadModel<A> fitSoft(List<SoftLabelled<A>> examples, FitContext<A, HeadModel<A>> context) {
    if (examples.isEmpty()) {
      throw new InvalidInputException(
          "nothing to learn from: a fit needs at least 1 labelled instance, found 0");
    }
    List<SoftLabelled<A>> ordered = examples.stream().sorted(Targets.order()).toList();
    HeadProblem problem = problem(ordered, context);
    HeadProblem.Watch watch = new HeadProblem.Watch(context.progress(), context.cancelled());
    double c =
        options.c().isPresent()
            ? options.c().getAsDouble()
            : new StrengthSearch(problem, context.seed(), context.cancelled()).find();
    List<double[]> solutions = new ArrayList<>();
    solutions.add(problem.solve(c, start(context, problem), watch));
    for (int m = 0; m < options.members(); m++) {
      solutions.add(member(m, problem, ordered, c, solutions.get(0), context));
    }
    HeadOptions found =
        new HeadOptions(OptionalDouble.of(c), options.members(), options.threshold());
    HeadWeights weights = HeadWeights.of(solutions, vectors.width());
    return new HeadModel<>(
        new HeadModel.Parts<>(kind, context.labels(), found, weights), vectors, false);
  }

  private HeadProblem problem(List<SoftLabelled<A>> ordered, FitContext<A, HeadModel<A>> context) {
    DenseLogistic.Goal goal =
        new DenseLogistic.Goal(
            ordered.stream()
                .flatMapToDouble(one -> Arrays.stream(kind.target(one, context.labels())))
                .toArray(),
            ordered.stream().mapToDouble(SoftLabelled::weight).toArray(),
            kind.width(context.labels()),
            kind.problem());
    float[] rows = vectors.read(ordered.stream().map(one -> one.labelled().instance()).toList());
    return new HeadProblem(Tiles.of(rows, vectors.width()), goal);
  }

  /** The weights of the round before, if they are of as many classes and numbers. */
  private double @Nullable [] start(FitContext<A, HeadModel<A>> context, HeadProblem problem) {
    return context
        .previous()
        .map(previous -> previous.parts().weights())
        .filter(
            weights ->
                weights.width() == vectors.width() && weights.outputs() == problem.goal().classes())
        .map(HeadWeights::solution)
        .orElse(null);
  }

  /** A head on a bootstrap sample, which is one of other weights of the same rows. */
  private double[] member(
      int m,
      HeadProblem problem,
      List<SoftLabelled<A>> ordered,
      double c,
      double[] start,
      FitContext<A, HeadModel<A>> context) {
    double[] weights = new double[ordered.size()];
    Bootstrap.draw(
            IntStream.range(0, weights.length).boxed().toList(),
            i -> ordered.get(i).labelled().annotation(),
            new Seeds(context.seed()).generator("bootstrap", m))
        .forEach(i -> weights[i] += ordered.get(i).weight());
    return problem
        .withWeights(weights)
        .solve(c, start, new HeadProblem.Watch(step -> {}, context.cancelled()));
  }

  /** Closes the embedder; models that were fitted read through it, so close those first. */
  @Override
  public void close() {
    vectors.close();
  }
}
