package org.al4j.study.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.Sha256;

/** The files that the parameters of a strategy name. */
public final class ParameterFiles {
  private static final Pattern PARAMETER = Pattern.compile("=([^=(),]+)");

  private ParameterFiles() {}

  /** Those of a strategy as it is written, {@code name(parameter=FILE)}. */
  public static List<Path> of(String strategy) {
    List<Path> files = new ArrayList<>();
    PARAMETER
        .matcher(strategy)
        .results()
        .map((MatchResult found) -> found.group(1).strip())
        .forEach(
            value -> {
              try {
                Path path = Path.of(value);
                if (Files.isRegularFile(path)) {
                  files.add(path);
                }
              } catch (InvalidPathException e) {
                // no file
              }
            });
    return files;
  }

  /** Of the sorted lines: in what order a file has its rows does not matter. */
  public static String sha256(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1); // bytes as they are
      Sha256 hasher = new Sha256();
      text.lines().sorted().forEach(line -> hasher.field(line));
      return hasher.hex();
    } catch (IOException e) {
      throw new InvalidInputException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
