package org.al4j.core.loop.internal.run;

import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.Al4j;
import org.al4j.core.backend.Backend;

/** Where a run runs: what may change between a run and its resumption. */
public final class Environment {
  private Environment() {}

  /**
   * Describes it.
   *
   * @param inJava whether nothing is computed by ND4J, which is not started then
   */
  public static Map<String, String> describe(boolean inJava) {
    boolean backend = !inJava && Backend.isPresent();
    Map<String, String> environment =
        new TreeMap<>(backend ? Backend.describe() : Map.of("backend", "none"));
    environment.put("al4j", Al4j.version());
    environment.put(
        "java",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    environment.put(
        "os",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return environment;
  }
}
