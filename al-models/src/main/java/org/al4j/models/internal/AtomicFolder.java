package org.al4j.models.internal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.Beside;

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
   * Makes {@code folder} with what {@code body} writes, or nothing at all. Who may read it is what
   * the process gives to new folders. A symbolic link is followed and stays.
   *
   * @throws InvalidInputException if the folder has files already, or is none
   * @throws IOException if it cannot be written
   */
  public static void create(Path folder, Body body) throws IOException {
    Path target = AtomicFile.followed(folder.toAbsolutePath()).normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw new InvalidInputException(folder + " is a root; a model needs a folder of its own");
    }
    refuseFull(target);
    Files.createDirectories(parent);
    Beside.sweep(target);
    Path beside = createBeside(target);
    try {
      body.fill(beside);
      Files.deleteIfExists(target);
      rename(beside, target);
    } finally {
      deleteFolder(beside);
    }
  }

  /**
   * Refuses early what {@link #create} would refuse in the end.
   *
   * @throws InvalidInputException if the folder has files already, or is none
   */
  public static void requireRoom(Path folder) {
    try {
      refuseFull(AtomicFile.followed(folder.toAbsolutePath()).normalize());
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Not {@link Files#createTempDirectory}, whose folders only the owner may read. */
  private static Path createBeside(Path target) throws IOException {
    return Files.createDirectory(Beside.path(target, Beside.Role.NEW));
  }

  private static void refuseFull(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      try (Stream<Path> content = Files.list(target)) {
        if (content.findAny().isPresent()) {
          throw new InvalidInputException(
              target + " exists and is not empty; save into a new folder or empty this one");
        }
      }
    } else if (Files.exists(target)) {
      throw new InvalidInputException(target + " is a file; a model is saved into a folder");
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
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> content;
    try (Stream<Path> walk = Files.walk(folder)) {
      content = walk.sorted(Comparator.reverseOrder()).toList(); // a folder after what it holds
    }
    for (Path path : content) {
      Files.delete(path);
    }
  }
}
