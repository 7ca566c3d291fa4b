package org.al4j.core.model;

import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;

/** A model that strategies look at to decide what to query. */
public interface AcquisitionModel extends AutoCloseable {
  /** What {@link #forward} can give. */
  Set<Output> offers();

  /**
   * One pass over the instances, in blocks of bounded size, in the order given. Every instance is
   * computed once whatever the number of outputs wanted.
   *
   * @param wanted a subset of {@link #offers()}, else {@link IllegalArgumentException}
   * @param sink receives consecutive blocks that together cover {@code xs}; their arrays are valid
   *     until it returns
   */
  void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink);

  /** Frees what the model holds. Safe to call twice. */
  @Override
  void close();
}
