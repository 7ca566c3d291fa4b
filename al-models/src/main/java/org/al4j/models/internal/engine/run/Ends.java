package org.al4j.models.internal.engine.run;

import java.util.List;
import org.al4j.models.internal.engine.plan.Ports;

/**
 * Where a graph ends that has no loss of its own: variables that Java reads, and in training gives
 * the gradients of.
 *
 * @param ports names of variables, as in {@link Ports}
 * @param dropout whether it is in the graph
 */
public record Ends(List<String> ports, boolean dropout) {
  /** Keeps a copy. */
  public Ends {
    ports = List.copyOf(ports);
  }
}
