package org.al4j.models.head;

import org.al4j.core.data.LabelSet;
import org.al4j.core.text.TextEmbedder;
import org.al4j.models.kind.SeveralClasses;

/**
 * Trains a logistic regression for each class on the vectors of a pre-trained encoder, for texts
 * that may have any number of classes. Vectors, options and the way the optimum is reached are
 * those of {@link HeadLearner}.
 *
 * <p><b>Formula</b>: for each class {@code C * sum of log losses + 0.5 ||w||^2}, the biases free
 * but for a ridge of 1e-6, so that a class that all examples have, or none has, has an optimum too.
 * Weights and soft targets ({@code Confidence.Independent}) enter the sums.
 *
 * <p><b>Needs</b>: labelled texts of any number of classes each, and a {@link TextEmbedder}.
 *
 * <p><b>Cost</b>: as {@link HeadLearner}.
 *
 * <p><b>Source</b>: scikit-learn's {@code OneVsRestClassifier(LogisticRegression())}.
 *
 * <p><b>Departures</b>: as {@link HeadLearner}; the threshold, which is 0.5 there.
 */
public final class HeadMultiLabelLearner extends HeadTraining<LabelSet> {
  private HeadMultiLabelLearner(HeadVectors vectors, HeadOptions options) {
    super(new SeveralClasses(options.threshold()), vectors, options);
  }

  /**
   * A learner with {@link HeadOptions#DEFAULT}.
   *
   * @param embedder closed with the learner
   */
  public static HeadMultiLabelLearner of(TextEmbedder embedder) {
    return of(embedder, HeadOptions.DEFAULT);
  }

  /**
   * A learner on vectors of your own.
   *
   * @param embedder closed with the learner; saved models do not hold it
   */
  public static HeadMultiLabelLearner of(TextEmbedder embedder, HeadOptions options) {
    return new HeadMultiLabelLearner(HeadVectors.of(embedder), options);
  }

  /**
   * A learner on the vectors of a pre-trained encoder, which saved models find again.
   *
   * @throws org.al4j.core.InvalidInputException if the checkpoint is not there or cannot be read
   */
  public static HeadMultiLabelLearner of(HeadEncoder encoder, HeadOptions options) {
    return new HeadMultiLabelLearner(encoder.open(), options);
  }

  @Override
  String regression() {
    return "a logistic regression for each class";
  }
}
