package org.al4j.spark;

import java.io.Serializable;
import org.al4j.models.scoring.ScoringBackends;

/**
 * How executors compute.
 *
 * @param backend {@code engine}, or what al-onnx has on the executors' class path: {@code onnx},
 *     {@code onnx-int8}, {@code onnx-int7}
 * @param window so many texts of a partition are in memory at a time, and are sorted by length
 *     within it by the model; at least 1
 * @param near a pass over so many texts or fewer is made by the driver, which fetches them
 */
public record SparkScoring(String backend, int window, int near) implements Serializable {
  /** The engine, 4,096 texts at a time; 1,000 are near. */
  public static final SparkScoring DEFAULT = new SparkScoring(ScoringBackends.ENGINE, 4096, 1000);

  /** Refuses a window below 1 and a negative number of near texts. */
  public SparkScoring {
    if (window < 1 || near < 0) {
      throw new IllegalArgumentException(
          "a window must be at least 1 and near at least 0, found " + window + " and " + near);
    }
  }

  /** The same by another backend. */
  public SparkScoring withBackend(String name) {
    return new SparkScoring(name, window, near);
  }

  /** The same with another number of near texts. */
  public SparkScoring withNear(int texts) {
    return new SparkScoring(backend, window, texts);
  }
}
