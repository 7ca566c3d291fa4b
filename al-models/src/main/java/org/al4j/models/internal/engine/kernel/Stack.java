package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;

/** Arrays of one shape behind each other, along a new first axis. */
public final class Stack implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    long[] part = inputs.get(0);
    long[] shape = new long[part.length + 1];
    shape[0] = inputs.size();
    System.arraycopy(part, 0, shape, 1, part.length);
    return List.of(shape);
  }

  @Override
  public void run(FloatBuffer[] inputs, FloatBuffer[] outputs) {
    int length = inputs[0].capacity();
    for (int i = 0; i < inputs.length; i++) {
      outputs[0].put(i * length, inputs[i], 0, length);
    }
  }
}
