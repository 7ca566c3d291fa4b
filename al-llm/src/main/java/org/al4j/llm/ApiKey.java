package org.al4j.llm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's key is found: in a variable of the environment or in a file, so that it stands
 * in no command line, settings or log. It is read when it is used.
 */
public final class ApiKey {
  private enum Place {
    NONE,
    VARIABLE,
    FILE
  }

  private final Place place;
  private final String name;

  private ApiKey(Place place, String name) {
    this.place = place;
    this.name = name;
  }

  /** No key, as local servers want it. */
  public static ApiKey none() {
    return new ApiKey(Place.NONE, "");
  }

  /** The key that a variable of the environment has. */
  public static ApiKey ofVariable(String variable) {
    return new ApiKey(Place.VARIABLE, variable);
  }

  /** The key that a file has, and nothing else. */
  public static ApiKey ofFile(Path file) {
    return new ApiKey(Place.FILE, file.toString());
  }

  /** Whether there is none. */
  boolean isNone() {
    return place == Place.NONE;
  }

  /**
   * The key; empty if there is none.
   *
   * @throws InvalidInputException if it is not where it should be, or no key
   */
  Optional<String> read(Map<String, String> environment) {
    if (place == Place.NONE) {
      return Optional.empty();
    }
    String key = place == Place.FILE ? fromFile() : nonNull(environment.get(name));
    boolean plain = !key.isEmpty() && key.chars().allMatch(c -> c > ' ' && c < 127);
    if (!plain) {
      throw new InvalidInputException(
          "no key is in " + this + ": it must be one word of printable ASCII characters");
    }
    return Optional.of(key);
  }

  private String fromFile() {
    try {
      return Files.readString(Path.of(name)).strip();
    } catch (IOException e) {
      throw new InvalidInputException(name + ": the key cannot be read: " + IoReason.of(e), e);
    }
  }

  private static String nonNull(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  /** Where it is, never what it is. */
  @Override
  public String toString() {
    return switch (place) {
      case NONE -> "no key";
      case VARIABLE -> "the environment's " + name;
      case FILE -> "the file " + name;
    };
  }
}
