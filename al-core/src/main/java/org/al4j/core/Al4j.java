package org.al4j.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The library itself. */
public final class Al4j {
  private Al4j() {}

  /** The version, as the build wrote it; part of the provenance of a run. */
  public static String version() {
    Properties properties = new Properties();
    try (InputStream in = Al4j.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read al-core's version: " + e.getMessage(), e);
    }
    return properties.getProperty("version", "unknown");
  }
}
