package org.al4j.core.io;

import java.nio.file.Path;

/**
 * Where AL4J keeps what can be made again: checkpoints unpacked from libraries, embeddings. The
 * first that is set of the system property {@code al4j.cache}, the environment's {@code
 * AL4J_CACHE}, and {@code XDG_CACHE_HOME} with {@code al4j} in it; else {@code .cache/al4j} in the
 * user's home. All of it may be deleted while no program uses it.
 */
public final class CacheFolder {
  private static final String OWN = "al4j";

  private CacheFolder() {}

  /** The folder, which need not be there. */
  public static Path path() {
    String property = System.getProperty("al4j.cache", "");
    String variable = variable("AL4J_CACHE");
    String shared = variable("XDG_CACHE_HOME");
    if (!property.isBlank()) {
      return Path.of(property).toAbsolutePath();
    }
    if (!variable.isBlank()) {
      return Path.of(variable).toAbsolutePath();
    }
    return shared.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", OWN)
        : Path.of(shared, OWN).toAbsolutePath();
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }
}
