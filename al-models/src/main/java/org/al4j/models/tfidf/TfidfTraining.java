package org.al4j.models.tfidf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.internal.newton.NewtonSolver;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.kind.Targets;
import org.jspecify.annotations.Nullable;

/** What learners of TF-IDF models have in common: all but the kind of annotation. */
abstract sealed class TfidfTraining<A extends Annotation, M extends TfidfModel<A>>
    implements SoftLearner<A, M>, TextReader permits TfidfLearner, TfidfMultiLabelLearner {
  private final TfidfSettings settings;
  private final AnnotationKind<A> kind;
  private final @Nullable Vocabulary vocabulary;
  private volatile ReadCount read = new ReadCount();

  TfidfTraining(TfidfSettings settings, AnnotationKind<A> kind, @Nullable Vocabulary vocabulary) {
    this.settings = settings;
    this.kind = kind;
    this.vocabulary = vocabulary;
  }

  /** The model of a solution. */
  abstract M model(TfidfParts parts);

  /** What is fitted to the vectors, in words. */
  abstract String regression();

  final TfidfSettings options() {
    return settings;
  }

  @Override
  public Map<String, String> settings() {
    boolean several = kind.problem() == ProblemType.MULTI_LABEL_CLASSIFICATION;
    return Settings.named(getClass().getSimpleName())
        .with("inverseRegularisation", settings.inverseRegularisation())
        .with("maximumNgram", settings.maximumNgram())
        .with("minimumTokenLength", settings.minimumTokenLength())
        .with("minimumDocumentFrequency", settings.minimumDocumentFrequency())
        .with("threshold", several ? settings.threshold() : null) // one class has none
        .with("vocabulary.sha256", vocabulary == null ? null : vocabulary.sha256())
        .toMap();
  }

  /**
   * The texts that the model trained last has read, and those without a term that it knows; a text
   * counts each time.
   */
  @Override
  public TextsRead textsRead() {
    return read.get();
  }

  @Override
  public String describe() {
    return "TF-IDF ("
        + (settings.maximumNgram() == 1 ? "words" : "words and pairs")
        + ", vocabulary of "
        + (vocabulary == null
            ? "the labelled texts"
            : "a given corpus, " + vocabulary.size() + " terms")
        + ") + "
        + regression();
  }

  /**
   * Logits, probabilities and gradient norms. No embedding: the vector that the classification
   * layer multiplies is the sparse TF-IDF vector itself, and a dense {@code [n, V]} array of it
   * would not fit; a projection would be another vector.
   */
  @Override
  public Set<Output> offers() {
    return TfidfModel.offers(kind);
  }

  @Override
  public boolean computesInJava() {
    return true;
  }

  /**
   * Trains a model.
   *
   * @throws InvalidInputException if nothing is labelled or a label is not in the label space
   */
  @Override
  public M fit(List<Labelled<A>> labelled, FitContext<A, M> context) {
    return fitSoft(labelled.stream().map(Targets::plain).toList(), context);
  }

  /**
   * Trains a model on weighted examples.
   *
   * @throws InvalidInputException if there are none, a label is not in the label space, or a target
   *     is not of the annotation's kind
   */
  @Override
  public M fitSoft(List<SoftLabelled<A>> examples, FitContext<A, M> context) {
    if (examples.isEmpty()) {
      throw new InvalidInputException(
          "nothing to learn from: a fit needs at least 1 labelled instance, found 0");
    }
    List<SoftLabelled<A>> ordered = examples.stream().sorted(Targets.order()).toList();
    List<Instance> texts = ordered.stream().map(one -> one.labelled().instance()).toList();
    Vocabulary terms = vocabulary == null ? Vocabulary.fit(settings, texts) : vocabulary;
    LogisticLoss.Goal goal =
        new LogisticLoss.Goal(
            ordered.stream()
                .flatMapToDouble(one -> Arrays.stream(kind.target(one, context.labels())))
                .toArray(),
            ordered.stream().mapToDouble(SoftLabelled::weight).toArray(),
            context.labels().size(),
            kind.problem());
    LogisticLoss loss =
        new LogisticLoss(terms.rows(texts), goal, terms.size(), settings.inverseRegularisation());
    double[] solution = loss.start();
    new NewtonSolver(loss)
        .minimise(
            solution,
            mean(context.progress(), settings.inverseRegularisation() * texts.size()),
            context.cancelled());
    M model = model(TfidfParts.of(settings, context.labels(), terms, solution));
    read = model.read();
    return model;
  }

  /**
   * The objective is {@code C} times a sum over the texts and what the weights cost: by itself it
   * grows with every label.
   */
  private static Consumer<FitProgress> mean(Consumer<FitProgress> progress, double divisor) {
    return sum -> progress.accept(new FitProgress(sum.step(), sum.steps(), sum.loss() / divisor));
  }
}
