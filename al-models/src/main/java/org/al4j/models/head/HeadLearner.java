package org.al4j.models.head;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.text.TextEmbedder;
import org.al4j.models.kind.AnnotationKind;

/**
 * Trains multinomial logistic regression on the vectors of a pre-trained encoder, which are
 * computed once: a fit takes milliseconds, and from few labels it is better than a fit of the
 * encoder itself.
 *
 * <p><b>Formula</b>: {@code C * sum_i w_i * -sum_k t_ik log softmax(W h_i + b)_k + 0.5 ||W||^2},
 * the biases free but for a ridge of 1e-6 that makes the optimum unique when a class has no
 * example. Weights and soft targets enter the sum. It is strictly convex: from any start the solver
 * reaches the same optimum, until the gradient is 1e-7 of that at the start, so that neither the
 * order of the labelled instances nor a previous model changes what is learnt; the previous model's
 * weights are only where it begins. {@code C} is given, or chosen by five-fold cross-validation
 * whose folds are drawn by the seed.
 *
 * <p><b>Needs</b>: labelled texts of one class each, and a {@link TextEmbedder}.
 *
 * <p><b>Cost</b>: each text is embedded once where its vectors are kept, else at each fit and pass.
 * A fit of {@code n} texts is some dozens of passes over {@code n d C} numbers, {@code O(n d^2)},
 * and an inverse {@code O(d^3)} for each group of classes of like frequency, on Java arrays, on the
 * common pool of threads; the result does not depend on how many there are.
 *
 * <p><b>Source</b>: scikit-learn's {@code LogisticRegression}, the same objective; Nocedal and
 * Wright, Numerical Optimization, algorithm 7.1.
 *
 * <p><b>Departures</b>: the ridge on the biases. Self-influence (TracIn) is that of the one model
 * there is, in place of a mean over the ends of epochs.
 *
 * @see HeadMultiLabelLearner where a text may have several classes
 */
public final class HeadLearner extends HeadTraining<ClassLabel> {
  private HeadLearner(HeadVectors vectors, HeadOptions options) {
    super(AnnotationKind.CLASS, vectors, options);
  }

  /**
   * A learner with {@link HeadOptions#DEFAULT}.
   *
   * @param embedder closed with the learner
   */
  public static HeadLearner of(TextEmbedder embedder) {
    return of(embedder, HeadOptions.DEFAULT);
  }

  /**
   * A learner on vectors of your own.
   *
   * @param embedder closed with the learner; saved models do not hold it
   */
  public static HeadLearner of(TextEmbedder embedder, HeadOptions options) {
    return new HeadLearner(HeadVectors.of(embedder), options);
  }

  /**
   * A learner on the vectors of a pre-trained encoder, which saved models find again.
   *
   * @throws org.al4j.core.InvalidInputException if the checkpoint is not there or cannot be read
   */
  public static HeadLearner of(HeadEncoder encoder, HeadOptions options) {
    return new HeadLearner(encoder.open(), options);
  }

  @Override
  String regression() {
    return "multinomial logistic regression";
  }
}
