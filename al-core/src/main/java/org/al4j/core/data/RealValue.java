package org.al4j.core.data;

/**
 * A number (regression).
 *
 * @param value finite
 */
public record RealValue(double value) implements Annotation {
  /** Refuses NaN and infinities. */
  public RealValue {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a real value must be finite, found " + value);
    }
  }
}
