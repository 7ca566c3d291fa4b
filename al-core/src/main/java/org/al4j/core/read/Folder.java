package org.al4j.core.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;

/**
 * The parts of a data set in a folder, recognised by their names.
 *
 * @param options those to read the parts with
 */
record Folder(Path train, Optional<Path> validation, Optional<Path> test, ReadOptions options) {
  private static final String ENDING = ".*\\.(csv|jsonl|json)(\\.gz)?";
  private static final Pattern NOREC = Pattern.compile("(binary|3class)\\.train\\.json");

  /** What the parts of one kind of data set are called. */
  private record Names(String train, String validation, String test) {}

  private static final List<Names> KINDS =
      List.of(
          new Names("train.*\\.label", "dev.*\\.label", "(?i)(trec_10|test).*\\.label"),
          new Names("stsa\\.binary\\.train", "stsa\\.binary\\.dev", "stsa\\.binary\\.test"),
          new Names("train" + ENDING, "(dev|valid)" + ENDING, "test" + ENDING));

  static Folder of(Path folder, ReadOptions options) {
    List<String> files = list(folder);
    if (files.stream().anyMatch(name -> NOREC.matcher(name).matches())) {
      return norec(folder, files, options);
    }
    for (Names names : KINDS) {
      Optional<Path> train = one(folder, files, names.train());
      if (train.isPresent()) {
        return new Folder(
            train.get(),
            one(folder, files, names.validation()),
            one(folder, files, names.test()),
            options);
      }
    }
    throw new InvalidInputException(
        folder
            + ": no training file found; known: train*.label (TREC), stsa.binary.train (SST-2),"
            + " binary.train.json (NoReC), train*.csv, train*.jsonl, train*.json, also .gz;"
            + " or give a file");
  }

  private static Folder norec(Path folder, List<String> files, ReadOptions options) {
    String variant = options.variant().orElse("binary");
    Optional<Path> train = one(folder, files, Pattern.quote(variant + ".train.json"));
    if (train.isEmpty()) {
      throw new InvalidInputException(
          folder + ": NoReC has the variants binary and 3class, found '" + variant + "'");
    }
    return new Folder(
        train.get(),
        one(folder, files, Pattern.quote(variant + ".dev.json")),
        one(folder, files, Pattern.quote(variant + ".test.json")),
        options.withoutVariant());
  }

  private static Optional<Path> one(Path folder, List<String> files, String pattern) {
    List<String> found = files.stream().filter(name -> name.matches(pattern)).toList();
    if (found.size() > 1) {
      throw new InvalidInputException(
          folder
              + ": several files could be the part: "
              + String.join(", ", found)
              + "; give a file");
    }
    return found.stream().findFirst().map(folder::resolve);
  }

  private static List<String> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
