package org.al4j.core.log;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is needed to understand and repeat a run.
 *
 * @param identity what must be equal for a run to be resumed: seed, configuration, hashes of data
 *     and checkpoint
 * @param environment what may change between a run and its resumption, at the price of exactness:
 *     versions, backend, threads, JVM, operating system
 */
public record Provenance(Map<String, String> identity, Map<String, String> environment) {
  /** Copies the maps, ordered by key. */
  public Provenance {
    identity = Collections.unmodifiableMap(new TreeMap<>(identity));
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }
}
