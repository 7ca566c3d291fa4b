package org.al4j.core.query;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.settings.Configured;

/**
 * A score per instance that depends on that instance's outputs only. Pure; larger is selected
 * first.
 */
public interface Utility extends Configured {
  /** What {@link #score} reads. */
  Set<Output> needs();

  /**
   * Scores a block.
   *
   * @param out receives one utility per row of {@code in}, {@code out[0]} to {@code out[in.size() -
   *     1]}
   */
  void score(Outputs in, double[] out);
}
