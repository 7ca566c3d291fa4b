package org.al4j.strategies.anchors;

import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.strategies.internal.matrix.Matrix;

/** Embeddings of labelled instances. */
final class Anchors {
  private Anchors() {}

  /**
   * Their embeddings, of length one (or zero).
   *
   * @param instances at least one
   */
  static Matrix embeddings(AcquisitionModel view, List<Instance> instances) {
    Matrix[] all = new Matrix[1];
    int[] filled = {0};
    view.forward(
        instances,
        Set.of(Output.EMBEDDING),
        block -> {
          float[] rows = block.floats(Output.EMBEDDING);
          if (all[0] == null) {
            all[0] = new Matrix(instances.size(), rows.length / block.size());
          }
          all[0].setRows(filled[0], rows, block.size());
          filled[0] += block.size();
        });
    if (filled[0] != instances.size()) {
      throw new InvalidInputException(
          "a view must give an embedding for every instance: "
              + instances.size()
              + " wanted, "
              + filled[0]
              + " received");
    }
    all[0].normaliseRows();
    return all[0];
  }
}
