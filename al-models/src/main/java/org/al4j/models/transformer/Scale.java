package org.al4j.models.transformer;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.al4j.models.kind.Targets;

/**
 * The unit in which a model learns numbers: their mean is 0 and their standard deviation 1, so that
 * one learning rate serves prices and temperatures. The last layer is put back into the numbers'
 * own unit after training, so nobody else sees this one.
 *
 * @param mean of the numbers, in their own unit
 * @param deviation of the numbers, above 0
 */
record Scale(double mean, double deviation) {
  /** For what is no number. */
  static final Scale NONE = new Scale(0, 1);

  /** That of the examples, by their weights; the deviation is 1 where they are all equal. */
  static <A extends Annotation> Scale of(List<SoftLabelled<A>> examples) {
    List<SoftLabelled<A>> ordered = examples.stream().sorted(Targets.order()).toList();
    double weight = 0;
    double sum = 0;
    for (SoftLabelled<A> one : ordered) {
      if (!(one.labelled().annotation() instanceof RealValue number)) {
        return NONE;
      }
      weight += one.weight();
      sum += one.weight() * number.value();
    }
    double mean = weight > 0 ? sum / weight : 0;
    double squares = 0;
    for (SoftLabelled<A> one : ordered) {
      double value = ((RealValue) one.labelled().annotation()).value();
      squares += one.weight() * (value - mean) * (value - mean);
    }
    double deviation = weight > 0 ? Math.sqrt(squares / weight) : 0;
    return new Scale(mean, deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 1);
  }

  /** From the numbers' unit to that of learning. */
  double inward(double number) {
    return (number - mean) / deviation;
  }

  boolean isNone() {
    return equals(NONE);
  }
}
