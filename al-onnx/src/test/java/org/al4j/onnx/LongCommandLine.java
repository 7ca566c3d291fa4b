package org.al4j.onnx;

import org.al4j.core.InvalidInputException;
import org.al4j.models.scoring.ProductPrecision;
import org.al4j.models.scoring.ScoredModel;

/** Begins with ONNX Runtime in a process of its own, whose command line is the test's matter. */
final class LongCommandLine {
  static final String SAID = "it began";

  private LongCommandLine() {}

  /** Says so if it lives. */
  public static void main(String[] args) {
    try {
      OnnxBackend.floats().open(new Broken()).close();
    } catch (InvalidInputException e) {
      System.out.println(SAID + ", " + e.getMessage());
    }
  }

  /** No model. */
  record Broken() implements ScoredModel {
    @Override
    public byte[] onnx(ProductPrecision precision) {
      return new byte[] {1, 2, 3};
    }

    @Override
    public boolean hasTypes() {
      return false;
    }
  }
}
