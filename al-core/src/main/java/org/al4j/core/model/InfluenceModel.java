package org.al4j.core.model;

import java.util.List;
import org.al4j.core.InvalidInputException;
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
   *
   * @return finite and at least 0; {@link #checkedInfluence} refuses others
   */
  double[] selfInfluence(List<Labelled<A>> examples);

  /**
   * {@link #selfInfluence}, for use with models of any origin.
   *
   * @throws InvalidInputException if there is not one number for each example, or one is negative
   *     or not finite; the message names the instance
   */
  default double[] checkedInfluence(List<Labelled<A>> examples) {
    double[] influence = selfInfluence(examples);
    if (influence.length != examples.size()) {
      throw new InvalidInputException(
          "a model must give a self-influence for every example: "
              + examples.size()
              + " wanted, "
              + influence.length
              + " received; check the model's gradients");
    }
    for (int i = 0; i < influence.length; i++) {
      if (!(influence[i] >= 0 && influence[i] < Double.POSITIVE_INFINITY)) {
        throw new InvalidInputException(
            "the model's self-influence for instance '"
                + examples.get(i).instance().id()
                + "' must be finite and at least 0, found "
                + influence[i]
                + "; check the model's weights and its learning rate");
      }
    }
    return influence;
  }
}
