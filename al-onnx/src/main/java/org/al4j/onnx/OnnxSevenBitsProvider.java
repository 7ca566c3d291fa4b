package org.al4j.onnx;

import org.al4j.models.scoring.ProductPrecision;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.scoring.ScoringBackendProvider;

/** Integers of 7 bits, the same on all processors, by the name {@code onnx-int7}. */
public final class OnnxSevenBitsProvider implements ScoringBackendProvider {
  @Override
  public String name() {
    return "onnx-int7";
  }

  @Override
  public String summary() {
    return "ONNX Runtime in integers of 7 bits, the same on all processors";
  }

  @Override
  public ScoringBackend create() {
    return OnnxBackend.integers(ProductPrecision.INT7);
  }
}
