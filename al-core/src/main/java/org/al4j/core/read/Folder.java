package org.al4j.core.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.al4j.core.read.internal.ClassFolders;
import org.al4j.core.read.internal.TagFolders;

/**
 * The parts of a data set in a folder, recognised by their names.
 *
 * @param options those to read the parts with
 */
record Folder(Path train, Optional<Path> validation, Optional<Path> test, ReadOptions options) {
  private static final String ENDING = ".*\\.(csv|tsv|tab|jsonl|ndjson|json)(\\.gz)?";
  private static final String WORDS = ".*\\.(conll|iob|iob2|bio|bioes|bilou)(\\.gz)?";
  private static final String CEDR = "cedr-main-";
  private static final Pattern NOREC = Pattern.compile("(binary|3class)\\.train\\.json");

  /** What the parts of one kind of data set are called. */
  private record Names(String train, String validation, String test) {}

  private static final List<Names> KINDS =
      List.of(
          new Names(CEDR + "train\\.csv", CEDR + "dev\\.csv", CEDR + "test\\.csv"),
          new Names("[a-z]{3}\\.train", "[a-z]{3}\\.testa", "[a-z]{3}\\.testb"),
          new Names("train" + WORDS, "(dev|val|valid)" + WORDS, "test" + WORDS),
          new Names("train.*\\.label", "dev.*\\.label", "(trec_10|test).*\\.label"),
          new Names("stsa\\.binary\\.train", "stsa\\.binary\\.dev", "stsa\\.binary\\.test"),
          new Names("train" + ENDING, "(dev|val(?![a-z])|valid)" + ENDING, "test" + ENDING));

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
    if (isTagged(folder.resolve("train"))) {
      return new Folder(
          folder.resolve("train"),
          tagged(folder, "dev").or(() -> tagged(folder, "development")),
          tagged(folder, "test"),
          options);
    }
    if (isTagged(folder)) {
      return new Folder(folder, Optional.empty(), Optional.empty(), options);
    }
    if (part(folder, "train").isPresent()) {
      Optional<Path> dev = besideTrain(folder, "dev");
      Optional<Path> valid = besideTrain(folder, "valid");
      Optional<Path> test = besideTrain(folder, "test");
      return new Folder(folder.resolve("train"), dev.or(() -> valid), test, options);
    }
    if (ClassFolders.isOne(folder)) {
      return new Folder(folder, Optional.empty(), Optional.empty(), options);
    }
    throw new InvalidInputException(
        folder
            + ": no training file found; known: train*.label (TREC), stsa.binary.train (SST-2),"
            + " binary.train.json (NoReC), cedr-main-train.csv (CEDR), train*.csv, train*.tsv,"
            + " train*.jsonl, train*.json, also .gz; a folder train or this one with a folder of"
            + " .txt files per class (IMDb), of brat's .txt and .ann or of *_conll files; eng.train"
            + " (CoNLL-2003), train*.conll;"
            + " or give a file");
  }

  /** A folder of brat, or of files of CoNLL-2012. */
  private static boolean isTagged(Path folder) {
    return Files.isDirectory(folder) && (TagFolders.isBrat(folder) || TagFolders.isConll(folder));
  }

  private static Optional<Path> tagged(Path folder, String name) {
    return Optional.of(folder.resolve(name)).filter(Folder::isTagged);
  }

  /** A part with a folder per class. */
  private static Optional<Path> part(Path folder, String name) {
    return Optional.of(folder.resolve(name))
        .filter(part -> Files.isDirectory(part) && ClassFolders.isOne(part));
  }

  /** A part as above; one that is there and is none must not be passed over in silence. */
  private static Optional<Path> besideTrain(Path folder, String name) {
    Path part = folder.resolve(name);
    if (Files.isDirectory(part) && !ClassFolders.isOne(part)) {
      throw new InvalidInputException(
          part
              + ": must have a folder of .txt files per class, two at least, as train has; found "
              + ClassFolders.found(part)
              + "; complete it, or move it elsewhere");
    }
    return part(folder, name);
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
    Pattern regex = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    List<String> found = files.stream().filter(name -> regex.matcher(name).matches()).toList();
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
      throw new InvalidInputException(folder + ": cannot be listed: " + IoReason.of(e), e);
    }
  }
}
