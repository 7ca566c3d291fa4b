package org.al4j.models.tokenize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.tokenizer.JsonFile;

/** Reads a {@code merges.txt}: pairs of tokens to join, the first ones first. */
final class Merges {
  private Merges() {}

  /**
   * The pairs, each with a space between its tokens.
   *
   * @param tokens of {@code vocab.json}, where both and what they make together must be
   */
  static List<String> read(Path file, Set<String> tokens) {
    List<String> merges = new ArrayList<>();
    List<String> lines = VocabularyLines.read(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || (i == 0 && line.startsWith("#version"))) {
        continue;
      }
      if (!isPair(line, tokens)) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: line %d is '%s', not two tokens of vocab.json that together are a third",
                file,
                i + 1,
                JsonFile.oneLine(line)));
      }
      merges.add(line);
    }
    return merges;
  }

  private static boolean isPair(String line, Set<String> tokens) {
    int space = line.indexOf(' ');
    String joined = line.replace(" ", "");
    return space >= 1
        && joined.length() == line.length() - 1
        && tokens.contains(line.substring(0, space))
        && tokens.contains(line.substring(space + 1))
        && tokens.contains(joined);
  }
}
