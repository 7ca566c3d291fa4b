package org.al4j.study.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.study.RunIdentity;

/**
 * The folder of a study: {@code study.json} with its settings, {@code runs/} with a run log per
 * strategy and seed, and the report.
 */
public final class StudyFolder {
  private static final String SETTINGS = "study.json";

  private StudyFolder() {}

  /**
   * Checks that a study can be started in the folder; touches nothing.
   *
   * @throws InvalidInputException if it is a file or has something in it
   */
  public static void requireFree(Path dir) {
    RunIdentity.requireFolder(dir);
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> files = Files.list(dir)) {
      if (files.findAny().isPresent()) {
        throw InvalidInputException.ofSettings(
            "{dir} must not exist or be empty, %s is not empty; choose another folder"
                + (Files.exists(file(dir)) ? ", or go on with its study" : ""),
            dir);
      }
    } catch (IOException e) {
      throw new InvalidInputException("cannot read the folder " + dir + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes the folder and writes the settings.
   *
   * @throws InvalidInputException if there can be no such folder
   * @throws IOException if the settings cannot be written
   */
  public static void create(Path dir, StudySettings settings) throws IOException {
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new InvalidInputException("cannot make the folder " + dir + ": " + e.getMessage(), e);
    }
    Path file = dir.resolve(SETTINGS);
    try {
      AtomicFile.write(file, StudyJson.bytes(settings));
    } catch (IOException e) {
      throw new IOException("cannot write " + file, e);
    }
  }

  /** Where the settings of the study in the folder stand. */
  public static Path file(Path dir) {
    return dir.resolve(SETTINGS);
  }

  /**
   * The settings of the study in the folder.
   *
   * @throws InvalidInputException if there is none, or it is not what a study writes
   */
  public static StudySettings settings(Path dir) {
    Path file = dir.resolve(SETTINGS);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "nothing to resume: " + file + " does not exist; give the folder of a study");
    }
    return StudyJson.read(file);
  }
}
