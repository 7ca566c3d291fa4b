package org.al4j.core.query;

import java.time.Duration;
import java.util.Objects;
import org.al4j.core.data.Instance;

/**
 * How long it took to label an instance.
 *
 * @param time above 0
 */
public record AnnotationTime(Instance instance, Duration time) {
  /** Refuses a time that is not above 0. */
  public AnnotationTime {
    Objects.requireNonNull(instance, "instance");
    requirePositive(time);
  }

  /**
   * Refuses a time that cannot be.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public static void requirePositive(Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("an annotation time must be above 0, found " + time);
    }
  }
}
