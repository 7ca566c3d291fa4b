package org.al4j.models.embedding;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.text.TextEmbedder;

/**
 * A view of texts that needs no training: EMBEDDING {@code [n, d]} of each, by an embedder, in
 * Java's memory. What strategies choose a first query by.
 */
public final class EmbeddedTexts implements AcquisitionModel {
  /** Texts of a block: as many as a store keeps at a time. */
  private static final int BLOCK = 1024;

  private final TextEmbedder embedder;

  /**
   * A view.
   *
   * @param embedder stays open; its owner closes it
   */
  public EmbeddedTexts(TextEmbedder embedder) {
    this.embedder = Objects.requireNonNull(embedder, "embedder");
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.EMBEDDING);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException("offered: " + offers() + ", wanted: " + wanted);
    }
    int width = embedder.width();
    InstanceBlocks.forEach(
        xs,
        BLOCK,
        (block, first) -> {
          Rows rows = new Rows(block.size(), width);
          if (!wanted.isEmpty()) {
            embedder.embed(block.stream().map(Instance::text).toList(), rows);
          }
          FloatTable table = FloatTable.matrix(rows.values, block.size(), width);
          Map<Output, FloatTable> tables =
              wanted.isEmpty() ? Map.of() : Map.of(Output.EMBEDDING, table);
          try (Outputs outputs = Outputs.ofTables(first, block, tables)) {
            sink.accept(outputs);
          }
        });
  }

  /** Vectors side by side. */
  private static final class Rows implements Consumer<float[]> {
    private final float[] values;
    private int filled;

    Rows(int rows, int width) {
      this.values = new float[Math.multiplyExact(rows, width)];
    }

    @Override
    public void accept(float[] vector) {
      System.arraycopy(vector, 0, values, filled, vector.length);
      filled += vector.length;
    }
  }

  /** Does nothing: the embedder is closed by its owner. */
  @Override
  public void close() {}
}
