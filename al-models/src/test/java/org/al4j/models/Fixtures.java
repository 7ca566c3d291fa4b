package org.al4j.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The reference files in the test resources; see {@code fixtures/README.md}. */
public final class Fixtures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixtures() {}

  /** A file or directory below {@code fixtures}. */
  public static Path path(String name) {
    URL url = Fixtures.class.getResource("/fixtures/" + name);
    if (url == null) {
      throw new IllegalArgumentException("no fixture " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A JSON file below {@code fixtures}. */
  public static JsonNode json(String name) throws IOException {
    return JSON.readTree(path(name).toFile());
  }

  /** Copies the files of a checkpoint, so that a test may spoil them. */
  public static Path copy(String name, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(path(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
    return target;
  }
}
