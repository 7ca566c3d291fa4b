package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Plain Java that stands in for one or several graph operations on the CPU, where those of ND4J are
 * slow. It reads and writes dense c-order arrays in place and keeps no state between runs but
 * scratch space.
 */
public interface Kernel {
  /** Shapes of the outputs for the shapes of the inputs. */
  List<long[]> shapes(List<long[]> inputs);

  /** Computes the outputs. Arguments are in the order of the operation's inputs and outputs. */
  void run(FloatBuffer[] inputs, FloatBuffer[] outputs);

  /**
   * What it does to the rows of its first input, if that is all it does: a {@link RowPass} can then
   * add up the rows on the way.
   */
  default Optional<RowFunction> rowwise() {
    return Optional.empty();
  }

  /**
   * What it makes of the elements of its two inputs, if that is all it does: a {@link PairPass} can
   * then sum columns on the way.
   */
  default Optional<PairFunction> pairwise() {
    return Optional.empty();
  }
}
