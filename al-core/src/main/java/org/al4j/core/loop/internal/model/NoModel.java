package org.al4j.core.loop.internal.model;

import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/**
 * Stands where no model was trained yet: it offers nothing, and strategies without needs do not
 * touch it.
 */
public final class NoModel implements AcquisitionModel {
  @Override
  public Set<Output> offers() {
    return Set.of();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    throw new IllegalStateException(
        "no model was trained yet: a strategy for the first batch must need no output");
  }

  @Override
  public void close() {}
}
