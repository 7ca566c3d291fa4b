package org.al4j.models.internal.start;

import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.architecture.Architecture;

/**
 * What the weights of a model mean: its classes and its shape.
 *
 * @param labels its classes in the order of its outputs
 */
public record WarmStart(LabelSpace labels, Architecture architecture) {
  /**
   * Refuses a previous model whose weights mean something else.
   *
   * @throws InvalidInputException if its classes or architecture are not those of the fit
   */
  public void require(WarmStart previous) {
    if (!previous.labels.equals(labels)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a warm start needs a previous model with the classes of this fit, %s; it has %s:"
                  + " train from scratch",
              labels,
              previous.labels));
    }
    if (!previous.architecture.shape().equals(architecture.shape())) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a warm start needs a previous model of the checkpoint's architecture, %s; it is %s:"
                  + " train from scratch",
              architecture.shape(),
              previous.architecture.shape()));
    }
  }
}
