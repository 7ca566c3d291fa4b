package org.al4j.models.tfidf;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.models.kind.AnnotationKind;
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
 * <p><b>Needs</b>: labelled texts of one class each.
 *
 * <p><b>Cost</b>: a fit is linear in the number of distinct words over all labelled texts, times
 * classes, times some hundred passes. The work runs in double precision on Java arrays on the
 * calling thread: ND4J has no sparse arrays, and nothing native is allocated while fitting.
 *
 * <p><b>Source</b>: scikit-learn's {@code TfidfVectorizer} and {@code LogisticRegression}.
 *
 * <p><b>Departures</b>: the ridge on the biases; characters in the place of words where a script
 * has no spaces.
 *
 * @see TfidfMultiLabelLearner where a text may have several classes
 */
public final class TfidfLearner extends TfidfTraining<ClassLabel, TfidfClassifier> {
  private TfidfLearner(TfidfSettings settings, @Nullable Vocabulary vocabulary) {
    super(settings, AnnotationKind.CLASS, vocabulary);
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
    return new TfidfLearner(options(), Vocabulary.fit(options(), texts));
  }

  @Override
  TfidfClassifier model(TfidfParts parts) {
    return new TfidfClassifier(parts);
  }

  @Override
  String regression() {
    return "multinomial logistic regression (C=" + options().inverseRegularisation() + ")";
  }
}
