package org.al4j.strategies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Two classes; the probability of the second is the attribute {@code p}. Counts passes; blocks of
 * 7.
 */
final class FakeModel implements AcquisitionModel {
  private static final int BLOCK = 7;
  int passes;
  int instances;
  boolean truncated;

  @Override
  public Set<Output> offers() {
    return Set.of(Output.PROBABILITIES);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    passes++;
    List<Instance> all = new ArrayList<>();
    xs.forEach(all::add);
    if (truncated) {
      all.remove(all.size() - 1);
    }
    for (int start = 0; start < all.size(); start += BLOCK) {
      List<Instance> block = all.subList(start, Math.min(all.size(), start + BLOCK));
      float[][] rows = new float[block.size()][];
      for (int i = 0; i < rows.length; i++) {
        float p = Float.parseFloat(block.get(i).attributes().getOrDefault("p", "0.5"));
        rows[i] = new float[] {1 - p, p};
      }
      instances += rows.length;
      try (INDArray probabilities = Nd4j.createFromArray(rows)) {
        sink.accept(Outputs.of(start, block, Map.of(Output.PROBABILITIES, probabilities)));
      }
    }
  }

  @Override
  public void close() {}
}
