package org.al4j.core.read.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;

/** Folders whose files are tagged: brat's pairs of .txt and .ann, and the tree of CoNLL-2012. */
public final class TagFolders {
  private static final int DEEPEST = 8; // english/annotations/bc/cctv/00

  private TagFolders() {}

  /** Whether a folder has files of annotations as brat has them. */
  public static boolean isBrat(Path folder) {
    return !files(folder, ".ann", 1).isEmpty();
  }

  /** Whether a folder, or one below it, has files of CoNLL-2012. */
  public static boolean isConll(Path folder) {
    return !conll(folder).isEmpty();
  }

  /** Whether a folder is a part of a data set in one of these forms. */
  static boolean isOne(Path folder) {
    return isBrat(folder) || isConll(folder);
  }

  /** Whether a file's name is one of CoNLL-2012: {@code cctv_0000.v4_gold_conll}. */
  public static boolean isConllName(String name) {
    return name.endsWith("_conll");
  }

  /** The texts of brat in a folder, in the order of their names. */
  public static List<Path> texts(Path folder) {
    return files(folder, ".txt", 1);
  }

  /** The files of CoNLL-2012 in a folder and below it, in the order of their paths. */
  public static List<Path> conll(Path folder) {
    return files(folder, "_conll", DEEPEST);
  }

  private static List<Path> files(Path folder, String ending, int depth) {
    try (Stream<Path> all = Files.walk(folder, depth)) {
      return all.filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.toLowerCase(Locale.ROOT).endsWith(ending)
                    && !name.startsWith(".")
                    && Files.isRegularFile(file);
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": cannot be listed: " + IoReason.of(e), e);
    } catch (UncheckedIOException e) {
      return List.of(); // a folder below that is not ours to read
    }
  }
}
