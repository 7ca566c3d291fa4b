package org.al4j.core.log;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;

/**
 * What is needed to understand and repeat a run.
 *
 * @param identity what must be equal for a run to be resumed: seed, configuration, hashes of data
 *     and checkpoint
 * @param environment what may change between a run and its resumption, at the price of exactness:
 *     versions, backend, threads, JVM, operating system
 */
public record Provenance(Map<String, String> identity, Map<String, String> environment) {
  /**
   * Names of the identity that begin so are the settings of a part: {@code settings.strategy.beta}.
   * They are compared in place of the part's prose, which is under the part's own name, where both
   * runs have them.
   */
  public static final String SETTINGS = "settings.";

  /**
   * The name of an application's setting, whatever its value, that lets the labels of a run grow:
   * it is opened with those that it began with, and with more behind them whose names have no
   * comma. What was said stays; models that are trained from then on know all labels, that of the
   * last round among them.
   */
  public static final String GROWING_LABELS = "labels.grow";

  /** Copies the maps, ordered by key; refuses null names and values. */
  public Provenance {
    requireTexts("identity", identity);
    requireTexts("environment", environment);
    identity = Collections.unmodifiableMap(new TreeMap<>(identity));
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }

  /** The log could not be read again: it has texts by name. */
  private static void requireTexts(String what, Map<String, String> map) {
    map.forEach(
        (name, value) -> {
          if (name == null || value == null) {
            throw new InvalidInputException(
                "a run's "
                    + what
                    + " has texts by name, found "
                    + name
                    + " = "
                    + value
                    + "; see what describe(), provenance() or configuration(..) gives");
          }
        });
  }
}
