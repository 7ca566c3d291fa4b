package org.al4j.models.tokenize;

import java.nio.file.Path;
import java.util.List;
import org.al4j.models.internal.InputFile;

/** Reads the lines of a vocabulary with errors that name the file. */
final class VocabularyLines {
  private VocabularyLines() {}

  static List<String> read(Path file) {
    return InputFile.lines(file, "the tokenizer");
  }
}
