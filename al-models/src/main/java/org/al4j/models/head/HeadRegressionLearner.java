package org.al4j.models.head;

import org.al4j.core.data.RealValue;
import org.al4j.core.text.TextEmbedder;
import org.al4j.models.kind.AnnotationKind;

/**
 * Trains ridge regression of a number on the vectors of a pre-trained encoder. Vectors and options
 * are those of {@link HeadLearner}.
 *
 * <p><b>Formula</b>: {@code C * sum_i w_i (y_i - w.h_i - b)^2 + ||w||^2}, the bias free: {@code 1 /
 * C} is scikit-learn's {@code alpha}. Solved exactly by Cholesky's decomposition. The strength of
 * the ridge does not depend on the unit of the numbers.
 *
 * <p><b>Needs</b>: numbers as labels, and a {@link TextEmbedder}.
 *
 * <p><b>Cost</b>: as {@link HeadLearner}'s decomposition: {@code O(n d^2 + d^3)}.
 *
 * <p><b>Source</b>: Hoerl and Kennard 1970, Ridge Regression: Biased Estimation for Nonorthogonal
 * Problems.
 *
 * <p><b>Departures</b>: none.
 */
public final class HeadRegressionLearner extends HeadTraining<RealValue> {
  private HeadRegressionLearner(HeadVectors vectors, HeadOptions options) {
    super(AnnotationKind.NUMBER, vectors, options);
  }

  /**
   * A learner with {@link HeadOptions#DEFAULT}.
   *
   * @param embedder closed with the learner
   */
  public static HeadRegressionLearner of(TextEmbedder embedder) {
    return of(embedder, HeadOptions.DEFAULT);
  }

  /**
   * A learner on vectors of your own.
   *
   * @param embedder closed with the learner; saved models do not hold it
   */
  public static HeadRegressionLearner of(TextEmbedder embedder, HeadOptions options) {
    return new HeadRegressionLearner(HeadVectors.of(embedder), options);
  }

  /**
   * A learner on the vectors of a pre-trained encoder, which saved models find again.
   *
   * @throws org.al4j.core.InvalidInputException if the checkpoint is not there or cannot be read
   */
  public static HeadRegressionLearner of(HeadEncoder encoder, HeadOptions options) {
    return new HeadRegressionLearner(encoder.open(), options);
  }

  @Override
  String regression() {
    return "ridge regression";
  }
}
