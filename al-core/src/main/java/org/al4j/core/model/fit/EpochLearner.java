package org.al4j.core.model.fit;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;

/**
 * A learner that passes over the labelled instances several times and can keep what it was on the
 * way, as influence functions ask for.
 *
 * @param <A> the kind of annotation it learns from
 * @param <M> the kind of model it makes
 */
public interface EpochLearner<A extends Annotation, M> extends Learner<A, M> {
  /**
   * Trains as {@link #fit} does, and keeps copies of the model at the ends of its last epochs.
   *
   * @param last how many copies at most, at least 1; each holds the weights of a model
   */
  EpochModels<M> fitKeeping(List<Labelled<A>> labelled, FitContext<A, M> context, int last);
}
