package org.al4j.strategies.plasm;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.SuccessorModel;

/**
 * The successor and how it came about. Closing it closes the successor.
 *
 * @param successor trained on gold and pseudo-labels
 * @param pseudoLabels those it was trained on, ordered by id
 */
public record PlasmResult<S extends SuccessorModel<ClassLabel>>(
    S successor, List<PseudoLabel> pseudoLabels, PlasmReport report) implements AutoCloseable {
  /** Copies the list. */
  public PlasmResult {
    pseudoLabels = List.copyOf(pseudoLabels);
  }

  @Override
  public void close() {
    successor.close();
  }
}
