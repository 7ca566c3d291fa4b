package org.al4j.core.model;

import java.util.Optional;
import org.al4j.core.data.Instance;

/**
 * What the numbers of an {@link Output} must be, for one instance (of one member, where there are
 * members). It is asked for every instance that a model looks at, so it should be quick.
 */
@FunctionalInterface
public interface RowRule {
  /** Every number is finite. */
  RowRule FINITE = (instance, values, from, to, last) -> RowRules.finite(values, from, to);

  /** Every number is finite and 0 or more. */
  RowRule NOT_NEGATIVE =
      (instance, values, from, to, last) -> RowRules.notNegative(values, from, to);

  /** Every number lies in [0, 1], and they sum to 1, up to float32's errors. */
  RowRule DISTRIBUTION =
      (instance, values, from, to, last) -> RowRules.distribution(values, from, to);

  /** Every number lies in [0, 1]. */
  RowRule UNIT_INTERVAL =
      (instance, values, from, to, last) -> RowRules.unitInterval(values, from, to);

  /** Words with finite numbers of at most 0, then words that are NaN altogether. */
  RowRule LOG_PROBABILITIES = RowRules::logProbabilities;

  /** A finite number of at most 0, others that are not larger, then only NaN. */
  RowRule BEST_FIRST = (instance, values, from, to, last) -> RowRules.bestFirst(values, from, to);

  /**
   * What is wrong, as {@code must ..., found ...}; empty if nothing is.
   *
   * @param values floats; the instance's are those from {@code from} to before {@code to}, the last
   *     axis fastest
   * @param last the size of the last axis
   */
  Optional<String> broken(Instance instance, float[] values, int from, int to, int last);
}
