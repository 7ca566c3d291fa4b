package org.al4j.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.al4j.core.io.AtomicFile;

/**
 * Notes as files of JSON in a folder, each whole or not there.
 *
 * @param dir made with the first note
 */
record NoteFiles(Path dir) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes a note, also over an older one. */
  void write(String name, Object note) {
    Path file = dir.resolve(name);
    try {
      if (Files.notExists(dir)) {
        Files.createDirectory(dir); // not its parents: a run's folder that was removed stays away
      }
      AtomicFile.write(file, JSON.writeValueAsBytes(note));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** A note; empty where it is missing or cannot be read. */
  <T> Optional<T> read(String name, Class<T> type) {
    Path file = dir.resolve(name);
    try {
      return Files.isRegularFile(file)
          ? Optional.ofNullable(JSON.readValue(file.toFile(), type))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
