package org.al4j.models.tfidf;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Output;
import org.al4j.core.model.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.models.internal.Targets;
import org.al4j.models.tokenize.TextReader;
import org.al4j.models.tokenize.TextsRead;
import org.jspecify.annotations.Nullable;

/**
 * Trains multinomial logistic regression on TF-IDF vectors: the baseline that scikit-learn users
 * know as {@code TfidfVectorizer} with {@code LogisticRegression(C=10)}, to the same objective and
 * the same optimum.
 *
 * <p>Features: lower-cased words of two or more characters (letters, digits, underscores of any
 * script), optionally pairs of neighbours; where a script puts no spaces between words, as in
 * Chinese, Japanese and Thai, one to three characters; {@code count * (ln((1 + n) / (1 + df)) +
 * 1)}, rows scaled to length one. The vocabulary is learnt from the labelled texts, or, with {@link
 * #withVocabularyOf}, once from a corpus whose labels are not needed, as is usual in pool-based
 * active learning.
 *
 * <p>Objective: {@code C * sum of log losses + 0.5 ||w||^2}, biases free but for a ridge of 1e-6
 * that makes the optimum unique when a class has no example. Weights and soft targets enter the sum
 * of log losses. It is strictly convex: from any start the solver reaches the same optimum to about
 * 1e-8, so a previous model, seed and validation data are not used (the previous vocabulary is
 * another one anyway) and the order of the labelled instances does not matter.
 *
 * <p>Cost: a fit is linear in the number of distinct words over all labelled texts, times classes,
 * times some hundred passes. The work runs in double precision on Java arrays on the calling
 * thread: ND4J has no sparse arrays, and nothing native is allocated while fitting.
 */
public final class TfidfLearner implements SoftLearner<ClassLabel, TfidfClassifier>, TextReader {
  /** Examples a class without any is taken to have when the biases are initialised. */
  private static final double PRIOR = 1e-3;

  /** The order of the sums, and so their last bits, must not depend on the order of the list. */
  private static final Comparator<SoftLabelled<ClassLabel>> ORDER =
      Comparator.comparing((SoftLabelled<ClassLabel> one) -> one.labelled().instance().id())
          .thenComparing(one -> one.labelled().instance().text())
          .thenComparing(one -> one.labelled().annotation().name())
          .thenComparingDouble(SoftLabelled::weight)
          .thenComparing(item -> item.target().byClass(), Arrays::compare);

  private final TfidfSettings settings;
  private final @Nullable Vocabulary vocabulary;
  private volatile ReadCount read = new ReadCount();

  private TfidfLearner(TfidfSettings settings, @Nullable Vocabulary vocabulary) {
    this.settings = settings;
    this.vocabulary = vocabulary;
  }

  /** A learner with {@link TfidfSettings#defaults()}. */
  public static TfidfLearner create() {
    return create(TfidfSettings.defaults());
  }

  /** A learner with the given settings. */
  public static TfidfLearner create(TfidfSettings settings) {
    return new TfidfLearner(settings, null);
  }

  /**
   * The same learner with terms and document frequencies fixed to those of {@code texts}, for
   * example a pool's {@code corpus()}; one pass over them.
   */
  public TfidfLearner withVocabularyOf(Iterable<Instance> texts) {
    return new TfidfLearner(settings, Vocabulary.fit(settings, texts));
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
  public Map<String, String> settings() {
    return Settings.named("TfidfLearner")
        .withComponents(settings)
        .with("vocabulary.sha256", vocabulary == null ? null : vocabulary.sha256())
        .toMap();
  }

  @Override
  public String describe() {
    return "TF-IDF ("
        + (settings.maximumNgram() == 1 ? "words" : "words and pairs")
        + ", vocabulary of "
        + (vocabulary == null
            ? "the labelled texts"
            : "a given corpus, " + vocabulary.size() + " terms")
        + ") + multinomial logistic regression (C="
        + settings.inverseRegularisation()
        + ")";
  }

  /**
   * Logits, probabilities and gradient norms. No embedding: the vector that the classification
   * layer multiplies is the sparse TF-IDF vector itself, and a dense {@code [n, V]} array of it
   * would not fit; a projection would be another vector.
   */
  @Override
  public Set<Output> offers() {
    return TfidfClassifier.OFFERS;
  }

  /**
   * Trains a model.
   *
   * @throws InvalidInputException if nothing is labelled or a label is not in the label space
   */
  @Override
  public TfidfClassifier fit(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TfidfClassifier> context) {
    return fitSoft(labelled.stream().map(Targets::plain).toList(), context);
  }

  /**
   * Trains a model on weighted examples.
   *
   * @throws InvalidInputException if there are none, a label is not in the label space, or a target
   *     is no distribution over it
   */
  @Override
  public TfidfClassifier fitSoft(
      List<SoftLabelled<ClassLabel>> examples, FitContext<ClassLabel, TfidfClassifier> context) {
    if (examples.isEmpty()) {
      throw new InvalidInputException(
          "nothing to learn from: a fit needs at least 1 labelled instance, found 0");
    }
    List<SoftLabelled<ClassLabel>> ordered = examples.stream().sorted(ORDER).toList();
    List<Instance> texts = ordered.stream().map(one -> one.labelled().instance()).toList();
    Vocabulary terms = vocabulary == null ? Vocabulary.fit(settings, texts) : vocabulary;
    LogisticLoss.Goal goal =
        new LogisticLoss.Goal(
            ordered.stream()
                .flatMapToDouble(one -> Arrays.stream(Targets.of(one, context.labels())))
                .toArray(),
            ordered.stream().mapToDouble(SoftLabelled::weight).toArray(),
            context.labels().size());
    LogisticLoss loss =
        new LogisticLoss(terms.rows(texts), goal, terms.size(), settings.inverseRegularisation());
    double[] solution = start(loss.size(), goal);
    new NewtonSolver(loss)
        .minimise(
            solution,
            mean(context.progress(), settings.inverseRegularisation() * texts.size()),
            context.cancelled());
    TfidfClassifier model = TfidfClassifier.of(settings, context.labels(), terms, solution);
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

  /** Zero weights, and the log-odds of the classes' counts, centred, as biases. */
  private static double[] start(int size, LogisticLoss.Goal goal) {
    int classes = goal.classes();
    double[] counts = new double[classes];
    for (int i = 0; i < goal.targets().length; i++) {
      counts[i % classes] += goal.weights()[i / classes] * goal.targets()[i];
    }
    double[] x = new double[size];
    double mean = 0;
    for (int k = 0; k < classes; k++) {
      x[size - classes + k] = StrictMath.log(counts[k] + PRIOR);
      mean += x[size - classes + k] / classes;
    }
    for (int k = 0; k < classes; k++) {
      x[size - classes + k] -= mean;
    }
    return x;
  }
}
