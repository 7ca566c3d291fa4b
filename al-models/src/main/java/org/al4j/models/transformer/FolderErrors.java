package org.al4j.models.transformer;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.al4j.core.InvalidInputException;

/**
 * Says of what is wrong with a checkpoint which folder it is in, where the error does not yet. For
 * AL4J's own modules.
 */
public final class FolderErrors {
  private FolderErrors() {}

  /** What {@code reading} gives; its errors name the folder or a file in it. */
  public static <T> T in(Path dir, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidInputException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(dir.toString())
          ? e
          : new InvalidInputException(dir + ": " + message, e);
    }
  }
}
