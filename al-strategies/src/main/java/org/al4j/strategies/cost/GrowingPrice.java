package org.al4j.strategies.cost;

import java.util.List;
import org.al4j.core.data.Instance;
import org.al4j.core.query.AnnotationTime;

/** A price until enough annotations were timed, and then what their times say. */
record GrowingPrice(Price first, int enough) implements Price {
  private static final double UNKNOWN = 1; // the same for all: who answered is not recorded

  GrowingPrice {
    if (enough < 1) {
      throw new IllegalArgumentException(
          "a price is learnt from at least 1 measured time, found " + enough);
    }
  }

  @Override
  public double applyAsDouble(Instance instance) {
    return first.applyAsDouble(instance);
  }

  @Override
  public Price after(List<AnnotationTime> times) {
    if (times.size() < enough) {
      return first;
    }
    return LearnedPrice.fit(
        times.stream()
            .map(one -> new TimedAnnotation(one.instance(), UNKNOWN, one.time().toNanos() / 1e9))
            .toList());
  }

  @Override
  public String describe() {
    return "learnt from " + enough + " times on, before " + first.describe();
  }
}
