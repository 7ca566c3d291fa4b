package org.al4j.onnx;

import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.scoring.ScoringBackendProvider;

/** {@link OnnxBackend#integers()} by the name {@code onnx-int8}. */
public final class OnnxIntegersProvider implements ScoringBackendProvider {
  @Override
  public String name() {
    return "onnx-int8";
  }

  @Override
  public String summary() {
    return "ONNX Runtime in integers of 8 bits, of 7 where the processor needs it";
  }

  @Override
  public ScoringBackend create() {
    return OnnxBackend.integers();
  }
}
