package org.al4j.models.transformer;

import java.util.Locale;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.tensor.Tensor;

/** The weights of a previous model as the start of a fit. */
final class WarmStart {
  private WarmStart() {}

  /**
   * A copy of the model's weights by name.
   *
   * @throws InvalidInputException if its classes or architecture are not those of the fit
   */
  static Function<String, Tensor> from(
      TransformerModel<?> previous, Architecture architecture, LabelSpace labels) {
    if (!previous.labels().equals(labels)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a warm start needs a previous model with the classes of this fit, %s; it has %s:"
                  + " train from scratch",
              labels,
              previous.labels()));
    }
    if (!previous.architecture().shape().equals(architecture.shape())) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a warm start needs a previous model of the checkpoint's architecture, %s; it is %s:"
                  + " train from scratch",
              architecture.shape(),
              previous.architecture().shape()));
    }
    return previous.weights()::get;
  }
}
