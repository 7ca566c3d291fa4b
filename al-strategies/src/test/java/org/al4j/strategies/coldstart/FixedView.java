package org.al4j.strategies.coldstart;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/** Embeddings of texts by a list of them, in blocks of two; counts its passes. */
final class FixedView implements AcquisitionModel {
  int passes;
  private final Map<String, float[]> vectors = new HashMap<>();

  FixedView put(String text, float... vector) {
    vectors.put(text, vector);
    return this;
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.EMBEDDING);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    passes++;
    InstanceBlocks.forEach(xs, 2, (block, first) -> sink.accept(outputs(block, first)));
  }

  private Outputs outputs(List<Instance> block, int first) {
    int width = vectors.values().iterator().next().length;
    float[] values = new float[block.size() * width];
    for (int i = 0; i < block.size(); i++) {
      System.arraycopy(vectors.get(block.get(i).text()), 0, values, i * width, width);
    }
    FloatTable table = FloatTable.matrix(values, block.size(), width);
    return Outputs.ofTables(first, block, Map.of(Output.EMBEDDING, table));
  }

  @Override
  public void close() {}
}
