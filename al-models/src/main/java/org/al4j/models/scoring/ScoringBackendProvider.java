package org.al4j.models.scoring;

/** Makes backends by name; found on the class path ({@code META-INF/services}). */
public interface ScoringBackendProvider {
  /** What users call it: {@code onnx}. */
  String name();

  /** What it does, in a line. */
  String summary();

  /**
   * A backend.
   *
   * @throws org.al4j.core.InvalidInputException if something that it needs is not there
   */
  ScoringBackend create();
}
