package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;

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
}
