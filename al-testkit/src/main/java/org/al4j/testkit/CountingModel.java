package org.al4j.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/** Counts how often each instance went through another model. */
final class CountingModel implements AcquisitionModel {
  private final AcquisitionModel model;
  private final Map<String, Integer> counts = new HashMap<>();

  CountingModel(AcquisitionModel model) {
    this.model = model;
  }

  int forwarded(String id) {
    return counts.getOrDefault(id, 0);
  }

  @Override
  public Set<Output> offers() {
    return model.offers();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    model.forward(
        xs,
        wanted,
        block -> {
          block.instances().forEach(instance -> counts.merge(instance.id(), 1, Integer::sum));
          sink.accept(block);
        });
  }

  @Override
  public void close() {
    model.close();
  }
}
