package org.al4j.core.model.fit;

import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.jspecify.annotations.Nullable;

/**
 * Calls of learners that may be anybody's: one that returns null instead of a model is refused by
 * name, where it is called and not where the model is used.
 */
public final class Fits {
  private Fits() {}

  /**
   * {@link Learner#fit}.
   *
   * @throws InvalidInputException if the learner returns null
   */
  public static <A extends Annotation, M> M fit(
      Learner<A, M> learner, List<Labelled<A>> labelled, FitContext<A, M> context) {
    return require(learner, "fit", learner.fit(labelled, context));
  }

  /**
   * {@link SoftLearner#fitSoft}.
   *
   * @throws InvalidInputException if the learner returns null
   */
  public static <A extends Annotation, M> M fitSoft(
      SoftLearner<A, M> learner, List<SoftLabelled<A>> examples, FitContext<A, M> context) {
    return require(learner, "fitSoft", learner.fitSoft(examples, context));
  }

  /**
   * {@link EpochLearner#fitKeeping}.
   *
   * @throws InvalidInputException if the learner returns null
   */
  public static <A extends Annotation, M> EpochModels<M> fitKeeping(
      EpochLearner<A, M> learner, List<Labelled<A>> labelled, FitContext<A, M> context, int last) {
    return require(learner, "fitKeeping", learner.fitKeeping(labelled, context, last));
  }

  private static <M> M require(Learner<?, ?> learner, String method, @Nullable M model) {
    if (model == null) {
      throw new InvalidInputException(
          "a learner must return a model or throw, but "
              + method
              + " of "
              + learner.describe()
              + " returned null; check the learner");
    }
    return model;
  }
}
