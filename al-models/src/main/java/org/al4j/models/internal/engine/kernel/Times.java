package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/** The products of the elements of two arrays of one shape: dropout, and its gradient. */
public final class Times implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public Optional<PairFunction> pairwise() {
    return Optional.of(Vectors::multiply);
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    PairPass.run(Vectors::multiply, in, out[0]);
  }
}
