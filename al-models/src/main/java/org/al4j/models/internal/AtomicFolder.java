package org.al4j.models.internal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Makes a folder as a whole: it is filled beside its place and then renamed. */
public final class AtomicFolder {
  private AtomicFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface Body {
    /** Writes files into {@code folder}, which exists and is empty. */
    void fill(Path folder) throws IOException;
  }

  /**
   * Makes {@code folder} with what {@code body} writes, or nothing at all.
   *
   * @throws IOException if the folder has files already, or cannot be written
   */
  public static void create(Path folder, Body body) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException(folder + " is a root; a model needs a folder of its own");
    }
    refuseFull(target);
    Files.createDirectories(parent);
    Path beside = Files.createTempDirectory(parent, "." + target.getFileName() + ".");
    try {
      body.fill(beside);
      Files.deleteIfExists(target);
      rename(beside, target);
    } finally {
      deleteFolder(beside);
    }
  }

  private static void refuseFull(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      try (Stream<Path> content = Files.list(target)) {
        if (content.findAny().isPresent()) {
          throw new IOException(
              target + " is not empty; save into a new folder or empty this one",
              new DirectoryNotEmptyException(target.toString()));
        }
      }
    } else if (Files.exists(target)) {
      throw new IOException(target + " is a file; a model is saved into a folder");
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> content;
      try (Stream<Path> paths = Files.list(folder)) {
        content = paths.toList();
      }
      for (Path file : content) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }
}
