package org.al4j.models.tfidf;

import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.models.kind.SeveralClasses;
import org.jspecify.annotations.Nullable;

/**
 * Trains a logistic regression for each class on TF-IDF vectors, for texts that may have any number
 * of classes: what scikit-learn users know as {@code TfidfVectorizer} with {@code
 * OneVsRestClassifier(LogisticRegression(C=10))}, to the same objective and the same optimum.
 * Features, vocabulary and the way the optimum is reached are those of {@link TfidfLearner}.
 *
 * <p>Objective: for each class {@code C * sum of log losses + 0.5 ||w||^2}, biases free but for a
 * ridge of 1e-6, so that a class that all examples have, or none has, has an optimum too. Weights
 * and soft targets ({@code Confidence.Independent}) enter the sums of log losses.
 *
 * <p>The model predicts the classes with a probability of {@link TfidfSettings#threshold} or more;
 * the threshold does not change the fit.
 *
 * <p><b>Needs</b>: labelled texts of any number of classes each.
 *
 * <p><b>Cost</b>: as {@link TfidfLearner}.
 *
 * <p><b>Source</b>: scikit-learn's {@code TfidfVectorizer}, {@code OneVsRestClassifier} and {@code
 * LogisticRegression}.
 *
 * <p><b>Departures</b>: as {@link TfidfLearner}; the threshold, which is 0.5 there.
 */
public final class TfidfMultiLabelLearner
    extends TfidfTraining<LabelSet, TfidfMultiLabelClassifier> {
  private TfidfMultiLabelLearner(TfidfSettings settings, @Nullable Vocabulary vocabulary) {
    super(settings, new SeveralClasses(settings.threshold()), vocabulary);
  }

  /** A learner with {@link TfidfSettings#defaults()}. */
  public static TfidfMultiLabelLearner create() {
    return create(TfidfSettings.defaults());
  }

  /** A learner with the given settings. */
  public static TfidfMultiLabelLearner create(TfidfSettings settings) {
    return new TfidfMultiLabelLearner(settings, null);
  }

  /**
   * The same learner with terms and document frequencies fixed to those of {@code texts}, for
   * example a pool's {@code corpus()}; one pass over them.
   */
  public TfidfMultiLabelLearner withVocabularyOf(Iterable<Instance> texts) {
    return new TfidfMultiLabelLearner(options(), Vocabulary.fit(options(), texts));
  }

  @Override
  TfidfMultiLabelClassifier model(TfidfParts parts) {
    return new TfidfMultiLabelClassifier(parts);
  }

  @Override
  String regression() {
    String least = options().threshold() == 0.5 ? "" : ", threshold " + options().threshold();
    return "a logistic regression for each class (C="
        + options().inverseRegularisation()
        + least
        + ")";
  }
}
