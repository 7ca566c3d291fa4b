package org.al4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random probabilities {@code [b, classes]} in one native block that is filled again and again,
 * from a store too large for the caches: what a model gives that costs nothing.
 */
final class StreamedProbabilities implements AcquisitionModel {
  /** Instances of a block, as the transformer hands them over. */
  static final int BLOCK = 1024;

  private static final int STORED_BLOCKS = 1024;
  private final int classes;
  private final float[] store;
  private final INDArray block;
  private int next;

  StreamedProbabilities(int classes) {
    this.classes = classes;
    store = new float[STORED_BLOCKS * BLOCK * classes];
    block = Nd4j.createUninitialized(DataType.FLOAT, new long[] {BLOCK, classes}, 'c');
    SplittableRandom random = new SplittableRandom(1);
    for (int start = 0; start < store.length; start += classes) {
      row(random, start);
    }
  }

  private void row(SplittableRandom random, int start) {
    double sum = 0;
    double[] exponentials = new double[classes];
    for (int k = 0; k < classes; k++) {
      exponentials[k] = Math.exp(6 * random.nextDouble());
      sum += exponentials[k];
    }
    for (int k = 0; k < classes; k++) {
      store[start + k] = (float) (exponentials[k] / sum);
    }
  }

  /** The next rows of the store, without a copy of them in Java: {@code [BLOCK, classes]}. */
  INDArray fill() {
    int length = BLOCK * classes;
    block.data().asNioFloat().put(store, length * next, length);
    next = (next + 1) % STORED_BLOCKS;
    return block;
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.PROBABILITIES);
  }

  /** Takes multiples of the block only. */
  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    List<Instance> instances = new ArrayList<>(BLOCK);
    int first = 0;
    for (Instance instance : xs) {
      instances.add(instance);
      if (instances.size() == BLOCK) {
        sink.accept(Outputs.of(first, instances, Map.of(Output.PROBABILITIES, fill())));
        first += BLOCK;
        instances.clear();
      }
    }
    if (!instances.isEmpty()) {
      throw new IllegalArgumentException(
          "the number of instances must be a multiple of " + BLOCK + ", left " + instances.size());
    }
  }

  @Override
  public void close() {
    block.close();
  }
}
