package org.al4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random embeddings and probabilities, a function of the number that is the instance's id; costs
 * next to nothing.
 */
final class MadeUpModel implements AcquisitionModel {
  private static final int BLOCK = 512;
  private static final int NOISE = 1 << 20;
  private final int width;
  private final int classes;
  private final float[] noise = new float[NOISE];

  MadeUpModel(int width, int classes) {
    this.width = width;
    this.classes = classes;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < NOISE; i++) {
      noise[i] = (float) (random.nextDouble() + random.nextDouble() - 1);
    }
  }

  /**
   * The embeddings of {@code count} consecutive numbers, {@code [count, width]}; the caller closes
   * them.
   */
  INDArray embeddings(int first, int count) {
    float[] rows = new float[count * width];
    for (int i = 0; i < count; i++) {
      embedding(first + i, rows, i * width);
    }
    return Nd4j.create(rows, new long[] {count, width}, 'c');
  }

  private void embedding(int number, float[] rows, int at) {
    int offset = Math.floorMod(number * 0x9e3779b1, NOISE - width);
    System.arraycopy(noise, offset, rows, at, width);
  }

  private void probabilities(int number, float[] rows, int at) {
    int offset = Math.floorMod(number * 0x85ebca6b, NOISE - classes);
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(3 * noise[offset + k]);
    }
    for (int k = 0; k < classes; k++) {
      rows[at + k] = (float) (Math.exp(3 * noise[offset + k]) / sum);
    }
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.EMBEDDING, Output.PROBABILITIES);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    List<Instance> block = new ArrayList<>();
    int first = 0;
    for (Instance instance : xs) {
      block.add(instance);
      if (block.size() == BLOCK) {
        emit(first, block, wanted, sink);
        first += BLOCK;
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      emit(first, block, wanted, sink);
    }
  }

  private void emit(int first, List<Instance> block, Set<Output> wanted, Consumer<Outputs> sink) {
    Map<Output, INDArray> arrays = new TreeMap<>();
    for (Output output : wanted) {
      boolean isEmbedding = output.equals(Output.EMBEDDING);
      int columns = isEmbedding ? width : classes;
      float[] rows = new float[block.size() * columns];
      for (int i = 0; i < block.size(); i++) {
        int number = Integer.parseInt(block.get(i).id());
        if (isEmbedding) {
          embedding(number, rows, i * columns);
        } else {
          probabilities(number, rows, i * columns);
        }
      }
      arrays.put(output, Nd4j.create(rows, new long[] {block.size(), columns}, 'c'));
    }
    sink.accept(Outputs.of(first, block, arrays));
    arrays.values().forEach(INDArray::close);
  }

  @Override
  public void close() {}
}
