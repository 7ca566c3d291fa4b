package org.al4j.onnx;

import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.scoring.ScoringBackendProvider;

/** {@link OnnxBackend#floats} by the name {@code onnx}. */
public final class OnnxProvider implements ScoringBackendProvider {
  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String summary() {
    return "ONNX Runtime in floats";
  }

  @Override
  public ScoringBackend create() {
    return OnnxBackend.floats();
  }
}
