package org.al4j.core.model;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;

/**
 * A model that can say how strongly an example pulls at its weights, whatever its annotation;
 * {@link Output#GRADIENT_NORM} says it for the predicted one.
 *
 * @param <A> the kind of annotation
 */
public interface InfluenceModel<A extends Annotation> {
  /**
   * For each example, in order, the squared L2 norm of the gradient of its loss with respect to all
   * weights, without dropout and regularisation: TracIn's self-influence at these weights for a
   * learning rate of 1 (Pruthi et al. 2020).
   */
  double[] selfInfluence(List<Labelled<A>> examples);
}
