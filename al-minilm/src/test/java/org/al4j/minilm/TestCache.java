package org.al4j.minilm;

import java.nio.file.Path;

/** Where the tests unpack what may stay: 125 MB, once and not for every test. */
final class TestCache {
  private TestCache() {}

  /** Names a folder of the build, where the build has not. */
  static void use() {
    if (System.getProperty("al4j.cache", "").isBlank()) {
      System.setProperty("al4j.cache", Path.of("target", "cache").toAbsolutePath().toString());
    }
  }
}
