package org.al4j.bench.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.internal.engine.run.Network;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.tensor.Tensor;

/** Weights that nobody trained, for measuring. */
final class MadeUp {
  private MadeUp() {}

  /** All from N(0, 0.02), gains of layer norms around one; a function of the seed. */
  static Weights weights(Network network, long seed) {
    Map<String, long[]> shapes = new HashMap<>();
    for (Parameter parameter : network.parameters()) {
      parameter.tensors().forEach(name -> shapes.put(name, parameter.tensorShape()));
    }
    network.tables().forEach(table -> shapes.put(table.tensor(), table.shape()));
    SplittableRandom random = new SplittableRandom(seed);
    return new Weights(
        network, name -> tensor(name, Objects.requireNonNull(shapes.get(name), name), random));
  }

  private static Tensor tensor(String name, long[] shape, SplittableRandom random) {
    boolean gain = shape.length == 1 && name.endsWith("weight");
    float[] values = new float[(int) Shapes.length(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((gain ? 1 : 0) + 0.02 * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }
}
