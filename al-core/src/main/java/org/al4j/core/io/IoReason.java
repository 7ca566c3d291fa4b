package org.al4j.core.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Optional;

/** Why something with a file failed, in words for whoever reads the error. */
public final class IoReason {
  private static final Map<Class<? extends FileSystemException>, String> REASONS =
      Map.of(
          AccessDeniedException.class, "permission denied",
          DirectoryNotEmptyException.class, "the folder is not empty",
          FileAlreadyExistsException.class, "it exists already",
          NoSuchFileException.class, "no such file or folder",
          NotDirectoryException.class, "it is not a folder");

  private IoReason() {}

  /** The reason alone, without the path: that of the system where there is one. */
  public static String of(IOException e) {
    return known(e)
        .orElseGet(
            () -> {
              String said =
                  e instanceof FileSystemException file ? file.getReason() : e.getMessage();
              return said == null || said.isBlank() ? e.getClass().getSimpleName() : said;
            });
  }

  /** The reason that the class of an exception means, where its message is the path alone. */
  public static Optional<String> known(Throwable e) {
    return Optional.ofNullable(REASONS.get(e.getClass()));
  }
}
