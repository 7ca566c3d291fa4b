package org.al4j.core.model.fit;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;

/**
 * A learner that can also weigh its examples and learn from distributions over the classes, as
 * distillation and pseudo-labels ask for.
 *
 * @param <A> the kind of annotation it learns from
 * @param <M> the kind of model it makes
 */
public interface SoftLearner<A extends Annotation, M> extends Learner<A, M> {
  /**
   * Trains a model on the weighted loss {@code sum_i w_i * -sum_k t_ik log p_ik}. With weights of 1
   * and no distributions it equals {@link #fit}.
   *
   * @param examples at least one; the result does not depend on their order
   */
  M fitSoft(List<SoftLabelled<A>> examples, FitContext<A, M> context);
}
