package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.util.List;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.training.EarlyStopping;

/**
 * A loss that Java computes on what a network gives: any function of hidden states, queries, keys
 * and values, pooled vectors or logits of a whole batch. The network's own loss, and what examples
 * have as targets, count only if this reads them.
 */
public interface OutputLoss extends Exchange.Kept {
  /** The variables that it reads and has gradients for: names from {@link Ports}. */
  List<String> ports();

  /**
   * Computes what a batch adds to the loss, and adds to each port's gradient, which is zero before.
   * With micro-batches it is called for each of them, and divides by what the whole update has:
   * {@link GraphOutputs#update}.
   */
  double apply(GraphOutputs outputs);

  /**
   * Updates what the loss itself learns, such as a projection from one width to another, by the
   * gradients of all calls since the last update; nothing, where it learns nothing.
   *
   * @param rate the update's learning rate
   */
  default void update(double rate) {}

  /** What the loss itself has learnt; nothing, where it learns nothing. */
  @Override
  default void exchange(Exchange exchange) throws IOException {}

  /** A loss that can say how good the model is, as early stopping asks. */
  interface Judged extends OutputLoss {
    /**
     * The quality on examples that teach nothing, by the metric; larger is better, so that a loss
     * has the other sign. Neither the model nor this loss changes.
     */
    double quality(Engine engine, EarlyStopping.Metric metric, List<Example> heldOut);
  }
}
