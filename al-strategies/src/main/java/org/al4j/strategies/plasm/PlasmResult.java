package org.al4j.strategies.plasm;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.SuccessorModel;

/**
 * The successor and how it came about. Closing it closes the successor.
 *
 * @param successor trained on gold and pseudo-labels
 * @param pseudoLabels those it was trained on, ordered by id
 */
public record PlasmResult<A extends Annotation, S extends SuccessorModel<A>>(
    S successor, List<PseudoLabel<A>> pseudoLabels, PlasmReport report) implements AutoCloseable {
  /** Copies the list. */
  public PlasmResult {
    pseudoLabels = List.copyOf(pseudoLabels);
  }

  @Override
  public void close() {
    successor.close();
  }
}
