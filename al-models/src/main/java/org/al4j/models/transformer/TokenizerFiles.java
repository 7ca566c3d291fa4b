package org.al4j.models.transformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;

/**
 * The files of a checkpoint that describe its tokenizer, kept to be saved with the models trained
 * from it.
 */
@SuppressWarnings("ArrayRecordComponent") // read-only bytes of files
record TokenizerFiles(SortedMap<String, byte[]> contents) {
  private static final List<String> NAMES =
      List.of(
          "tokenizer.json",
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "tokenizer_config.json",
          "special_tokens_map.json");

  /** Reads those that the directory has. */
  static TokenizerFiles read(Path dir) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String name : NAMES) {
      Path file = dir.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          contents.put(name, Files.readAllBytes(file));
        } catch (IOException e) {
          throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
      }
    }
    return new TokenizerFiles(contents);
  }

  void write(Path dir) throws IOException {
    for (var file : contents.entrySet()) {
      Files.write(dir.resolve(file.getKey()), file.getValue());
    }
  }
}
