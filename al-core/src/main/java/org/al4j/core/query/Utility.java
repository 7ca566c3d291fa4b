package org.al4j.core.query;

import java.util.HashSet;
import java.util.Set;
import org.al4j.core.data.Annotation;
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
   * The kinds of annotation that it is for: by default those whose models give all that it {@link
   * #needs}. One whose formula is for fewer says so.
   */
  default Set<Class<? extends Annotation>> kinds() {
    Set<Class<? extends Annotation>> kinds = new HashSet<>(Annotation.kinds());
    needs().forEach(output -> kinds.retainAll(output.kinds()));
    return Set.copyOf(kinds);
  }

  /**
   * Scores a block.
   *
   * @param out receives one utility per row of {@code in}, {@code out[0]} to {@code out[in.size() -
   *     1]}
   */
  void score(Outputs in, double[] out);
}
